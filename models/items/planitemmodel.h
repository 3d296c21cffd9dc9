#pragma once

#include "items/roles.h"

#include <QAbstractItemModel>

#include <vector>

namespace relata {

/// What a delete would do, as a tree: the chosen instances at the top, below each way its next ways and up to five
/// samples ("and 11 more"). Columns: What, What happens, Instances. Roles: EffectRole, CountRole, EndRole (of ways),
/// ModelRole, DetailsRole ("the tags stay"), LabelRole (of samples).
/// A value shown once: it never changes after show(). GUI thread.
class PlanItemModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;

    /// The schema is copied.
    void show(const Schema &schema, const DeletePreview &preview);

    /// "Deleted", "Link removed", "Cleared", "Blocks".
    [[nodiscard]] static QString effectWord(Effect effect);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    /// A line of the tree: a way, a sample below it, or "and n more".
    struct Line
    {
        int parent = -1; ///< in m_lines
        int node = -1; ///< in the preview
        int sample = -1; ///< in the node's samples; -1: the way itself; -2: "and n more"
        int row = 0; ///< below its parent
        std::vector<int> children;
    };

    int addLine(const Line &line);
    void addSamples(int node, int line);
    [[nodiscard]] static bool isNamedItself(const DeleteNode &node);
    [[nodiscard]] const Line &lineAt(const QModelIndex &index) const;
    [[nodiscard]] QString text(const Line &line, const DeleteNode &node, int column) const;
    [[nodiscard]] QString wayName(const DeleteNode &node) const;
    [[nodiscard]] QStringList notes(const Line &line, const DeleteNode &node) const;

    Schema m_schema;
    DeletePreview m_preview;
    std::vector<Line> m_lines;
    std::vector<int> m_top;
};

} // namespace relata
