#pragma once

#include "base/error.h"
#include "data/intent.h"
#include "data/rowwindow.h"
#include "items/roles.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace relata {

class Prompts;
class Session;

/// The form of one instance: an editor for each field by its type, chips for relationship fields, a footer that says
/// what is unsaved with Revert and Save. What was typed and not saved is kept per instance and comes back with it; a
/// change elsewhere never overwrites it (both values are shown). GUI thread.
class InstanceForm final : public QWidget
{
    Q_OBJECT

public:
    explicit InstanceForm(QWidget *parent = nullptr);
    ~InstanceForm() override;

    /// Null: empty. Call with null before the session goes.
    void setSession(Session *session);
    /// Who asks for file names (binary fields); must outlive it. Without one the form asks itself.
    void setPrompts(Prompts *prompts);
    /// Nothing: the empty state.
    void show(const std::optional<InstanceRef> &instance);
    /// An empty form for a new instance, some values given (a key that links it to its source).
    /// Once saved it is shown as any other and `created` tells.
    void startNew(ModelId model, const Assignments &preset = {});

    [[nodiscard]] std::optional<InstanceRef> instance() const; ///< nothing for a new one
    [[nodiscard]] bool isNew() const;
    [[nodiscard]] bool isDirty() const;
    /// Instances with unsaved values, this one included.
    [[nodiscard]] int unsaved() const;
    void save();
    void revert();
    /// The first field that can be edited takes the keyboard.
    void focusFirst();
    /// Sets a to-one end's key in the form (from the picker), as typed and not saved.
    void setLink(EndId end, const InstanceRef &target);

Q_SIGNALS:
    void dirtyChanged();
    void created(const relata::InstanceRef &instance);
    void followRequested(const relata::InstanceRef &instance);
    void branchRequested(const relata::InstanceRef &of, relata::EndId end);
    /// `of` has an empty key where the instance is new.
    void pickRequested(const relata::InstanceRef &of, relata::EndId end);
    void unlinkRequested(relata::EndId end, const relata::InstanceRef &of, const relata::InstanceRef &to);
    void guideRequested(relata::RelationshipId relationship);
    void failed(const relata::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace relata
