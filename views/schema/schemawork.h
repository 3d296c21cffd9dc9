#pragma once

#include "schema/findings.h"
#include "schema/schemadrafthistory.h"
#include "session/session.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace relata {

/// What is being worked on in the schema editor: the draft with its history, what is chosen, what is wrong, how many
/// rows there are. All panes read it and edit through it; after each edit it tells that it changed. GUI thread.
class SchemaWork final : public QObject
{
    Q_OBJECT

public:
    /// `session`: the database to change; null: a new one. Outlived or not, it is only asked for counts.
    explicit SchemaWork(Session *session, QObject *parent = nullptr);

    [[nodiscard]] const SchemaDraft &draft() const { return m_history.draft(); }
    [[nodiscard]] const Schema &schema() const { return m_history.draft().schema; }
    [[nodiscard]] const Schema &base() const { return m_history.base(); }
    [[nodiscard]] const SchemaDraftHistory &history() const { return m_history; }
    [[nodiscard]] bool isNew() const { return m_isNew; }
    /// Made after each edit; nothing differs: empty.
    [[nodiscard]] const std::vector<Difference> &differences() const { return m_differences; }
    [[nodiscard]] const std::vector<Finding> &findings() const { return m_findings; }
    /// Of rows, by model of base(); -1: not known yet.
    [[nodiscard]] const std::vector<qint64> &counts() const { return m_counts; }

    /// What is chosen: a model, or an enum or non-model type by its name.
    [[nodiscard]] ModelId model() const { return m_model; }
    [[nodiscard]] const QString &type() const { return m_type; }
    void choose(ModelId model);
    void chooseType(const QString &name);

    using Edit = std::function<Done(SchemaDraft &)>;
    /// One step of the history: `words` say what it does. A refusal changes nothing and is told by refused().
    bool edit(const QString &words, const Edit &edit);
    /// Instead of all: a schema that was read. What is called alike is known to be the same.
    void replace(Schema schema, const QString &words);
    void undo();
    void redo();

    /// Makes another draft the present one, with its history: what was worked on before this editor was opened.
    void resume(SchemaDraftHistory history);

Q_SIGNALS:
    void changed();
    void chosen();
    void countsChanged();
    void refused(const QString &sentence);

private:
    void accept();
    void keepChoice(ModelId origin, const QString &name, const QString &typeName);
    void countNext(std::size_t model);
    void judge();

    QPointer<Session> m_session;
    bool m_isNew;
    SchemaDraftHistory m_history;
    std::vector<Difference> m_differences;
    std::vector<Finding> m_findings;
    std::vector<qint64> m_counts;
    ModelId m_model;
    QString m_type;
};

} // namespace relata
