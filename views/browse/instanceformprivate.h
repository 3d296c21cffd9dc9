#pragma once

#include "session/session.h"
#include "views/browse/formdrafts.h"
#include "views/browse/formview.h"
#include "views/browse/instanceform.h"

#include <QPointer>

#include <map>

namespace relata {

/// The form's insides: what is shown (instanceformshown.cpp), what is typed and saved (instanceformdrafts.cpp).
class InstanceForm::Private
{
public:
    explicit Private(InstanceForm &form);

    // What is shown
    void clear();
    void build();
    void connectFields();
    void load();
    void accept(const std::optional<Row> &row);
    void showField(const FormLayout::FieldEntry &entry, const Value &stored, FormDrafts::Draft &draft);
    void showLink(const FormLayout::LinkEntry &entry, const Links &links, FormDrafts::Draft &draft);
    void showHead();
    void showFooter();
    void lock();
    [[nodiscard]] QString lockReason() const;

    // What is typed
    [[nodiscard]] FormDrafts::Draft draft() const;
    void put(const FormDrafts::Draft &draft);
    void onEdited(const FormLayout::FieldEntry &entry);
    void onKeepMine(const FormLayout::FieldEntry &entry);
    void onTakeTheirs(const FormLayout::FieldEntry &entry);
    void onDraftChanged(ModelId changed, const Key &of);
    void putLink(EndId end, const std::optional<InstanceRef> &target, const Assignments &values);
    void onUnlink(EndId end, const InstanceRef &to);
    void nameLink(EndId end, const InstanceRef &target);
    void putPreset(const Assignments &preset);

    // Saving
    void save();
    void onSaved(const ChangeSet &set);
    void onRefused(const Error &error);

    InstanceForm &q;
    FormView *view;
    Session *session = nullptr;
    Prompts *prompts = nullptr;
    QPointer<FormDrafts> drafts;
    ModelId model;
    Key key; ///< empty: a new instance
    QString label; ///< until the row is there
    std::optional<Row> row;
    std::optional<InstanceRef> before; ///< what was shown when a new instance was begun
    bool isGone = false;
    std::vector<EndId> ends; ///< that the row's links are of
    Session::Ticket ticket = 0;
    bool again = false; ///< something changed while the row was on its way
    bool saving = false;
    bool writing = false; ///< drafts are changed by this form itself
    std::map<FieldId, Typed> submitted; ///< what was saved: no longer a draft where it still stands there
    bool settled = false; ///< `submitted` was accepted
    QObject *life = nullptr; ///< ends with what is shown: the context of its reads
};

} // namespace relata
