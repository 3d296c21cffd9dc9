#pragma once

#include "data/rowwindow.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace relata {

class Session;

/// Help for one relationship in the person's own names: Create, Query, Delete, each with a sentence and the code for it
/// (JavaScript for Amplify DataStore, SQL, JSON Lines), Copy and Try it (on a scratch copy). GUI thread.
class RelationshipGuide final : public QWidget
{
    Q_OBJECT

public:
    explicit RelationshipGuide(QWidget *parent = nullptr);
    ~RelationshipGuide() override;

    void setSession(Session *session);
    using QWidget::show;
    /// Nothing: a hint to choose one.
    void show(std::optional<RelationshipId> relationship);

Q_SIGNALS:
    /// All that an example found, in the table: behind this end of that instance (its label is empty).
    void showRequested(const relata::InstanceRef &of, relata::EndId end);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace relata
