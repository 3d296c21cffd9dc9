#include "views/help/guideexample.h"

#include "items/changetext.h"
#include "items/valuetext.h"
#include "session/session.h"
#include "views/help/codeview.h"
#include "views/help/guidetrial.h"
#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace relata {
using namespace Qt::StringLiterals;
namespace {

constexpr int linesShown = 5;

QLabel *guideLabel(const QString &text, const QFont &font, QPalette::ColorRole role, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(font);
    label->setForegroundRole(role);
    return label;
}

} // namespace

GuideExample::GuideExample(const Schema &schema, guide::Example example, QWidget *parent)
    : QWidget(parent)
    , m_example(std::move(example))
    , m_code(new CodeView(this))
    , m_try(new QPushButton(glyphs::icon(u"media-playback-start"_s), tr("Try it"), this))
    , m_copy(new QPushButton(glyphs::icon(u"edit-copy"_s), tr("Copy"), this))
    , m_status(guideLabel({}, type::small(), QPalette::PlaceholderText, this))
    , m_result(new QListWidget(this))
    , m_all(new QPushButton(tr("Show all in the table"), this))
{
    m_try->setObjectName(u"tryIt"_s);
    m_copy->setObjectName(u"copyCode"_s);
    m_copy->setToolTip(tr("Copy the code"));
    m_result->setObjectName(u"tryResult"_s);
    m_result->setAccessibleName(tr("Result"));
    m_result->setSelectionMode(QAbstractItemView::NoSelection);
    m_result->setWordWrap(true);
    m_result->setTextElideMode(Qt::ElideNone);
    m_result->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_result->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_result->hide();
    m_all->setObjectName(u"showAll"_s);
    m_all->hide();
    m_status->hide();

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(type::px(8));
    buttons->addWidget(m_try);
    buttons->addWidget(m_copy);
    buttons->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(type::px(8));
    layout->addWidget(guideLabel(m_example.title, type::strong(), QPalette::WindowText, this));
    layout->addWidget(guideLabel(m_example.sentence, font(), QPalette::PlaceholderText, this));
    layout->addWidget(m_code);
    layout->addLayout(buttons);
    layout->addWidget(m_status);
    layout->addWidget(m_result);
    layout->addWidget(m_all, 0, Qt::AlignLeading);
    layout->addStretch(1);

    m_code->setAccessibleName(tr("Code: %1").arg(m_example.title));
    m_try->setAccessibleName(tr("Try it: %1").arg(m_example.title));
    m_copy->setAccessibleName(tr("Copy: %1").arg(m_example.title));
    setLanguage(schema, guide::Language::JavaScript);

    connect(m_try, &QPushButton::clicked, this, &GuideExample::tryIt);
    connect(m_all, &QPushButton::clicked, this, [this] {
        if (m_session && m_found)
            Q_EMIT showRequested({m_session->schema().end(m_found->end).model, m_found->key, {}, false}, m_found->end);
    });
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_code->code()); });
}

void GuideExample::setLanguage(const Schema &schema, guide::Language language)
{
    m_code->setCode(guide::code(schema, m_example.scene, language), language);
}

void GuideExample::setSession(Session *session, const QString &whyNot)
{
    ++m_run;
    m_session = session;
    m_try->setEnabled(session);
    m_try->setToolTip(session ? tr("Run this example and see what it does") : whyNot);
}

void GuideExample::tryIt()
{
    if (!m_session)
        return;
    ++m_run;
    const auto trial = guide::trialOf(m_session->schema(),
                                      guide::code(m_session->schema(), m_example.scene, guide::Language::JsonLines));
    if (!trial)
        fail(trial.error());
    else if (!trial->intents.empty())
        runIntents(trial->intents);
    else if (!trial->queries.empty())
        runQuery(trial->queries.back());
}

void GuideExample::runIntents(const std::vector<Intent> &intents)
{
    m_session->tryOut(intents, this, [this, run = m_run](const Result<ChangeSet> &set) {
        if (run != m_run)
            return;
        if (!set)
            return fail(set.error());
        showLines(tr("On a copy of this database it made these changes:"),
                  changetext::details(m_session->schema(), *set, linesShown));
    });
}

void GuideExample::runQuery(Query query)
{
    m_found = guide::branchOf(m_session->schema(), query);
    query.labels = true;
    query.limit = linesShown + 1;
    m_session->fetch(query, this, [this, run = m_run](const Result<RowWindow> &window) {
        if (run != m_run)
            return;
        if (!window)
            return fail(window.error());
        QStringList lines;
        for (const Row &row : window->rows)
            lines.append(row.label);
        const bool more = lines.size() > linesShown;
        if (more)
            lines.back() = tr("and more");
        const qint64 found = more ? linesShown : lines.size();
        showLines(more ? tr("The first %1:").arg(valuetext::instances(found, found, false, false))
                       : tr("Found %1.").arg(valuetext::instances(found, found, false, false)),
                  lines);
        m_all->setVisible(m_found && !window->rows.empty());
    });
}

void GuideExample::showLines(const QString &headline, const QStringList &lines)
{
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_status->setText(headline);
    m_status->show();
    m_result->clear();
    m_result->addItems(lines);
    m_result->setVisible(!lines.isEmpty());
    m_all->hide();
    int height = 2 * m_result->frameWidth() + type::px(4);
    for (int i = 0; i < m_result->count(); ++i)
        height += m_result->sizeHintForRow(i);
    m_result->setFixedHeight(height);
}

void GuideExample::fail(const Error &error)
{
    showLines(tr("Not done: %1").arg(error.message), {});
    // Danger is the palette's bright text.
    m_status->setForegroundRole(QPalette::BrightText);
}

} // namespace relata
