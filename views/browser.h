#pragma once

#include "views/browse/navigator.h"

#include <QHash>
#include <QObject>

class QWidget;

namespace relata {

class Breadcrumb;
class ChangesPane;
class InstanceForm;
class InstancePane;
class ModelPane;
class RelationPane;
class RelationshipGuide;
class Session;

/// The panes that look at a database, and how one gets about in it: what is chosen in one is shown in the others, links
/// are followed, back and forward lead where one was. Changes nothing in the database. GUI thread; belongs to the
/// window, as its panes do.
class Browser final : public QObject
{
    Q_OBJECT

public:
    explicit Browser(QWidget *window);

    ModelPane *models;
    ChangesPane *changes;
    InstancePane *instances;
    RelationPane *relations;
    InstanceForm *form;
    RelationshipGuide *guide;
    Breadcrumb *breadcrumb;

    /// Null: nothing. Call with null before the session goes.
    void setSession(Session *session);
    [[nodiscard]] Session *session() const { return m_session; }

    /// All instances of a model, from the top, sorted as it was left; the path starts anew.
    void showModel(ModelId model);
    /// One instance among all of its model.
    void follow(const InstanceRef &instance);
    /// All instances behind an end of an instance.
    void branch(const InstanceRef &of, EndId end);
    /// Chooses an instance of the model that is shown, where it is among those shown.
    void choose(const InstanceRef &instance);
    void goBack();
    void goForward();
    [[nodiscard]] bool canGoBack() const { return m_navigator.canGoBack(); }
    [[nodiscard]] bool canGoForward() const { return m_navigator.canGoForward(); }
    void refresh();

    /// Everything that can be seen has been read.
    [[nodiscard]] bool isSettled() const;

Q_SIGNALS:
    /// The place, the chosen instance, back or forward: actions must be judged anew.
    void changed();
    void failed(const relata::Error &error);

private:
    void go(const Place &place, Path path);
    void arrive(const Stop &stop);
    void goToStep(int step);
    void branchFrom(Path path, const InstanceRef &of, EndId end);
    void showCurrent();
    void showPath();
    /// Labels along the path may be others now: asks for them.
    void readLabels();
    void rename(const InstanceRef &instance);
    [[nodiscard]] Stop here() const;
    /// The path up to and with the instance that is chosen now.
    [[nodiscard]] Path pathWithCurrent() const;
    [[nodiscard]] PathStep stepTo(const InstanceRef &instance) const;

    Session *m_session = nullptr;
    Navigator m_navigator;
    Path m_path; ///< how one got here, without the last step
    QHash<ModelId, std::vector<Sort>> m_sorts; ///< as each model was left
    std::optional<InstanceRef> m_shown;
    bool m_late = false; ///< showCurrent() is on its way
};

} // namespace relata
