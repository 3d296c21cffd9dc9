#pragma once

#include <QAbstractItemModel>
#include <QTest>

#include <vector>

namespace relata {

enum class SignalKind { Reset, RowsInserted, RowsRemoved, RowsMoved, DataChanged, HeaderChanged, LayoutChanged };

/// One signal of an item model, as numbers. For DataChanged, `first`/`last` are rows and `left`/`right` columns; for
/// RowsMoved, `left` is the row before which they stand now, counted before the move. For the others columns are 0.
struct Signal
{
    SignalKind kind = SignalKind::Reset;
    int first = 0;
    int last = 0;
    int left = 0;
    int right = 0;
    friend bool operator==(const Signal &, const Signal &) = default;
};
using Signals = std::vector<Signal>;

/// Writes down what an item model says, in order. For trees, `underParent` tells where it happened.
class ModelSpy final : public QObject
{
public:
    explicit ModelSpy(QAbstractItemModel &model)
    {
        const auto at = [this](SignalKind kind, const QModelIndex &parent, int first, int last, int left = 0) {
            note({kind, first, last, left, 0}, parent);
        };
        connect(&model, &QAbstractItemModel::modelReset, this, [at] { at(SignalKind::Reset, {}, 0, 0); });
        connect(&model, &QAbstractItemModel::layoutChanged, this, [at] { at(SignalKind::LayoutChanged, {}, 0, 0); });
        connect(&model, &QAbstractItemModel::rowsInserted, this, [at](const QModelIndex &parent, int first, int last) {
            at(SignalKind::RowsInserted, parent, first, last);
        });
        connect(&model, &QAbstractItemModel::rowsRemoved, this, [at](const QModelIndex &parent, int first, int last) {
            at(SignalKind::RowsRemoved, parent, first, last);
        });
        connect(&model, &QAbstractItemModel::rowsMoved, this,
                [at](const QModelIndex &parent, int first, int last, const QModelIndex &, int to) {
                    at(SignalKind::RowsMoved, parent, first, last, to);
                });
        connect(&model, &QAbstractItemModel::headerDataChanged, this,
                [at](Qt::Orientation, int first, int last) { at(SignalKind::HeaderChanged, {}, first, last); });
        connect(&model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &from, const QModelIndex &to) {
            note({SignalKind::DataChanged, from.row(), to.row(), from.column(), to.column()}, from.parent());
        });
    }

    /// What was said since the last take().
    Signals take()
    {
        m_parents.clear();
        return std::exchange(m_signals, {});
    }
    /// The parents (as they are now) of what take() would answer.
    [[nodiscard]] std::vector<QPersistentModelIndex> parents() const { return m_parents; }
    /// Whether anything but cells changed.
    [[nodiscard]] bool hasOnly(SignalKind kind) const
    {
        return std::all_of(m_signals.begin(), m_signals.end(),
                           [kind](const Signal &said) { return said.kind == kind; });
    }

private:
    void note(const Signal &said, const QModelIndex &parent)
    {
        m_signals.push_back(said);
        m_parents.emplace_back(parent);
    }

    Signals m_signals;
    std::vector<QPersistentModelIndex> m_parents;
};

/// For QCOMPARE's message.
inline char *toString(const Signals &list)
{
    static const char *const names[] = {"Reset",       "RowsInserted",  "RowsRemoved",  "RowsMoved",
                                        "DataChanged", "HeaderChanged", "LayoutChanged"};
    QString text;
    for (const Signal &said : list)
        text += QStringLiteral("%1(%2-%3, %4-%5) ")
                    .arg(QLatin1StringView(names[static_cast<int>(said.kind)]))
                    .arg(said.first)
                    .arg(said.last)
                    .arg(said.left)
                    .arg(said.right);
    return qstrdup(qPrintable(text.isEmpty() ? QStringLiteral("nothing") : text));
}

} // namespace relata
