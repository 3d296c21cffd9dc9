#pragma once

#include "items/roles.h"
#include "session/session.h"

#include <QAbstractListModel>

#include <memory>

namespace relata {

/// The models of a schema with their live counts: models first, then join models (JoinRole), then views; each group by
/// name. ModelRole, CountRole (-1 while counting). Display: the model's name; AccessibleTextRole: "Post, 3,503
/// instances". Counts are asked one after the other and kept in step with the change feed. GUI thread.
class SchemaItemModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit SchemaItemModel(QObject *parent = nullptr);
    ~SchemaItemModel() override;

    /// Null: empty. The session must outlive its use here.
    void show(Session *session);
    [[nodiscard]] QModelIndex indexOf(ModelId model) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace relata
