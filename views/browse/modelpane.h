#pragma once

#include "items/roles.h"

#include <QWidget>

#include <optional>

class QLineEdit;
class QListView;
class QModelIndex;
class QSortFilterProxyModel;

namespace relata {

class SchemaItemModel;
class Session;

/// The list of models, each with its live count; join models and views stand apart below. GUI thread; owns its item
/// model.
class ModelPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ModelPane(QWidget *parent = nullptr);

    /// Null: empty. Call with null before the session goes.
    void setSession(Session *session);
    /// Marks the model that is shown elsewhere; says nothing about it.
    void setCurrent(ModelId model);
    [[nodiscard]] std::optional<ModelId> current() const;
    [[nodiscard]] SchemaItemModel &itemModel() { return *m_items; }
    /// Every model's count has arrived.
    [[nodiscard]] bool isCounted() const;
    void focusList();

Q_SIGNALS:
    /// The person chose a model.
    void chosen(relata::ModelId model);

private:
    void announce(const QModelIndex &index);

    SchemaItemModel *m_items = nullptr;
    QSortFilterProxyModel *m_found = nullptr;
    QLineEdit *m_find = nullptr;
    QListView *m_list = nullptr;
    bool m_quiet = false; ///< the current row changes by setCurrent()
};

} // namespace relata
