#pragma once

#include "data/rowwindow.h"
#include "items/roles.h"
#include "views/parts/fieldeditor.h"

#include <QObject>

#include <list>
#include <map>
#include <optional>

namespace relata {

class Session;

/// What was typed into instances and not saved, by instance: shared by the form and the table of a session, so that
/// text left in a cell is found in the form. A child of its session. GUI thread. Holds at most 200 instances; when one
/// more comes the one that was left alone longest goes, and dropped() says so.
class FormDrafts final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t atMost = 200;

    /// The drafts of a session, made with the first call.
    [[nodiscard]] static FormDrafts &of(Session &session);

    /// A to-one end that was chosen or emptied and is not saved.
    struct LinkDraft
    {
        std::optional<InstanceRef> target; ///< nothing: unlinked
        std::vector<std::pair<FieldId, Value>> values; ///< of the key fields that hold it
    };
    struct Draft
    {
        ModelId model;
        Key key; ///< empty: a new instance
        QString label;
        std::map<FieldId, Typed> fields;
        std::map<EndId, LinkDraft> links;
        std::map<FieldId, Value> base; ///< the stored values that were seen when the typing began
        std::map<FieldId, QString> problems; ///< why a value was refused, where it was
        [[nodiscard]] bool isEmpty() const { return fields.empty() && links.empty(); }
    };

    /// Null where nothing is unsaved. Valid until the next change here.
    [[nodiscard]] const Draft *find(ModelId model, const Key &key) const;
    /// Takes the draft's place; an empty one forgets the instance.
    void put(Draft draft);
    /// One field's text, left in the table.
    void putField(const InstanceRef &instance, FieldId field, const Typed &typed, const Value &base,
                  const QString &problem);
    void drop(ModelId model, const Key &key);
    [[nodiscard]] int count() const { return static_cast<int>(m_drafts.size()); }
    [[nodiscard]] bool isEdited(ModelId model, const Key &key, FieldId field) const;

Q_SIGNALS:
    void changed(relata::ModelId model, const relata::Key &key);
    void dropped(const QString &label);

private:
    explicit FormDrafts(QObject *parent);
    [[nodiscard]] std::list<Draft>::iterator at(ModelId model, const Key &key);

    std::list<Draft> m_drafts; ///< latest first
};

} // namespace relata
