#pragma once

#include "base/error.h"
#include "data/intent.h"
#include "data/query.h"
#include "data/rowwindow.h"
#include "views/help/guidetext.h"

#include <QWidget>

#include <optional>

class QLabel;
class QListWidget;
class QPushButton;

namespace relata {

class CodeView;
class Session;

/// One example of the guide: sentence, code, Copy, and Try it with what it showed. GUI thread.
class GuideExample final : public QWidget
{
    Q_OBJECT

public:
    /// `schema` is read here and not kept.
    GuideExample(const Schema &schema, guide::Example example, QWidget *parent = nullptr);

    void setLanguage(const Schema &schema, guide::Language language);
    /// Null: it cannot be tried. `whyNot` is the tool tip then.
    void setSession(Session *session, const QString &whyNot);

Q_SIGNALS:
    /// All that the query found, in the table: behind this end of that instance (its label is empty).
    void showRequested(const relata::InstanceRef &of, relata::EndId end);

private:
    void tryIt();
    void runIntents(const std::vector<Intent> &intents);
    void runQuery(Query query);
    void showLines(const QString &headline, const QStringList &lines);
    void fail(const Error &error);

    guide::Example m_example;
    Session *m_session = nullptr;
    quint64 m_run = 0; ///< counts presses: an answer to an older one is dropped
    CodeView *m_code;
    QPushButton *m_try;
    QPushButton *m_copy;
    QLabel *m_status;
    QListWidget *m_result;
    QPushButton *m_all; ///< leads from the result to the table
    std::optional<Query::Source> m_found;
};

} // namespace relata
