#include "views/schema/schemasuggestions.h"

#include "items/valuetext.h"
#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"
#include "views/schema/schemawork.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

constexpr int mostRowsSeen = 4;

/// "347 rows match, 2 lead nowhere."
QString evidenceOf(const Suggestion &found)
{
    using Self = SchemaSuggestions;
    const auto counted = [](qint64 count) { return valuetext::number(count); };
    if (found.matching + found.orphans == 0)
        return Self::tr("No values yet; the names say so.");
    QString words =
        found.matching == 1 ? Self::tr("1 row matches") : Self::tr("%1 rows match").arg(counted(found.matching));
    if (found.orphans > 0)
        words += found.orphans == 1 ? Self::tr(", 1 leads nowhere")
                                    : Self::tr(", %1 lead nowhere").arg(counted(found.orphans));
    else
        words += Self::tr(", none leads nowhere");
    if (found.nulls > 0)
        words += found.nulls == 1 ? Self::tr(", 1 is empty") : Self::tr(", %1 are empty").arg(counted(found.nulls));
    const qint64 looked = found.matching + found.orphans + found.nulls;
    return found.sampled ? Self::tr("%1, of the first %2.").arg(words, counted(looked)) : QString(words % u'.');
}

template<typename Id>
std::optional<Id> placeOf(const std::vector<std::optional<Id>> &origins, Id origin)
{
    const auto found = std::ranges::find(origins, std::optional(origin));
    return found == origins.end() ? std::nullopt : std::optional(Id(static_cast<int>(found - origins.begin())));
}

std::optional<ModelId> modelFrom(const Origins &origins, ModelId origin)
{
    const auto found = std::ranges::find(origins.models, std::optional(origin), &Origins::OfModel::model);
    return found == origins.models.end() ? std::nullopt
                                         : std::optional(ModelId(static_cast<int>(found - origins.models.begin())));
}

} // namespace

SchemaSuggestions::SchemaSuggestions(SchemaWork &work, QWidget *parent)
    : QWidget(parent)
    , m_work(work)
    , m_words(new QLabel(this))
    , m_more(new QToolButton(this))
    , m_area(new QScrollArea(this))
{
    setObjectName(u"schemaSuggestions"_s);
    setAccessibleName(tr("Suggested relationships"));
    m_words->setFont(type::strong());
    m_more->setObjectName(u"schemaSuggestionsMore"_s);
    m_more->setText(tr("Show"));
    m_more->setToolTip(tr("Show them with their evidence"));
    m_more->setCheckable(true);
    m_more->setAutoRaise(true);
    m_more->setFocusPolicy(Qt::TabFocus);
    auto *close = new QToolButton(this);
    close->setObjectName(u"schemaSuggestionsDismiss"_s);
    close->setIcon(glyphs::icon(u"edit-delete-remove"_s));
    close->setText(tr("Dismiss suggestions"));
    close->setToolTip(close->text());
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::TabFocus);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->hide();

    auto *head = new QHBoxLayout;
    head->setSpacing(px(8));
    head->addWidget(m_words);
    head->addWidget(m_more);
    head->addStretch(1);
    head->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(px(12), px(6), px(8), px(6));
    column->setSpacing(px(6));
    column->addLayout(head);
    column->addWidget(m_area);
    hide();

    connect(m_more, &QToolButton::toggled, this, [this](bool all) {
        m_more->setText(all ? tr("Hide") : tr("Show"));
        if (all)
            fill(offers());
        m_area->setVisible(all);
    });
    connect(close, &QToolButton::clicked, this, [this] {
        m_dismissed = true;
        hide();
    });
    connect(&work, &SchemaWork::changed, this, &SchemaSuggestions::refresh);
}

void SchemaSuggestions::show(std::vector<Suggestion> suggestions)
{
    m_suggestions = std::move(suggestions);
    refresh();
}

std::vector<SchemaSuggestions::Offer> SchemaSuggestions::offers() const
{
    const Origins &origins = m_work.draft().origins;
    std::vector<Offer> result;
    for (std::size_t i = 0; i < m_suggestions.size(); ++i) {
        const Suggestion &found = m_suggestions[i];
        const auto from = modelFrom(origins, found.from);
        const auto to = modelFrom(origins, found.to);
        const auto field = from ? placeOf(origins.models[from->index()].fields, found.field) : std::nullopt;
        if (!field || !to)
            continue;
        const bool related = std::ranges::any_of(m_work.schema().references, [&](const Reference &reference) {
            return reference.from == *from && std::ranges::find(reference.columns, *field) != reference.columns.end();
        });
        if (!related)
            result.push_back({*from, *field, *to, i});
    }
    return result;
}

void SchemaSuggestions::refresh()
{
    const std::vector<Offer> now = offers();
    setVisible(!now.empty() && !m_dismissed);
    if (now.empty())
        return;
    m_words->setText(now.size() == 1
                         ? tr("1 relationship is not declared, but the data show it.")
                         : tr("%1 relationships are not declared, but the data show them.").arg(now.size()));
    if (m_more->isChecked())
        fill(now);
}

void SchemaSuggestions::fill(const std::vector<Offer> &now)
{
    auto *list = new QWidget;
    auto *rows = new QGridLayout(list);
    rows->setContentsMargins(0, 0, px(8), 0);
    rows->setHorizontalSpacing(px(12));
    rows->setVerticalSpacing(px(4));
    rows->setColumnStretch(1, 1);
    int row = 0;
    for (const Offer &offer : now) {
        const Model &from = m_work.schema().model(offer.from);
        const QString what =
            from.name % u'.' % from.field(offer.field).name % u" → "_s % m_work.schema().model(offer.to).name;
        auto *evidence = new QLabel(evidenceOf(m_suggestions[offer.suggestion]), list);
        evidence->setForegroundRole(QPalette::PlaceholderText);
        auto *button = new QPushButton(tr("Add"), list);
        button->setAutoDefault(false);
        button->setAccessibleName(tr("Add %1").arg(what));
        connect(button, &QPushButton::clicked, this, [this, offer] { add(offer); });
        rows->addWidget(new QLabel(what, list), row, 0);
        rows->addWidget(evidence, row, 1);
        rows->addWidget(button, row, 2);
        ++row;
    }
    const int height = list->sizeHint().height();
    // The button that was just pressed is in the former list: it goes later.
    if (QWidget *former = m_area->takeWidget()) {
        former->hide();
        former->deleteLater();
    }
    m_area->setWidget(list);
    m_area->viewport()->setAutoFillBackground(false);
    list->setAutoFillBackground(false);
    m_area->setVerticalScrollBarPolicy(row > mostRowsSeen ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    m_area->setFixedHeight(std::min(height, (height / row + 1) * mostRowsSeen));
}

void SchemaSuggestions::add(const Offer &offer)
{
    const Schema &schema = m_work.schema();
    const schemaedit::Sentence sentence = schemaedit::proposedOver(schema, offer.from, offer.field, offer.to);
    const QString words = tr("Relate %1 to %2").arg(schema.model(offer.from).name, schema.model(offer.to).name);
    RelationshipId made;
    const bool done = m_work.edit(words, [&](SchemaDraft &draft) -> Done {
        const auto relationship = schemaedit::addRelationshipOver(draft, sentence, offer.field);
        if (!relationship)
            return tl::unexpected(relationship.error());
        made = *relationship;
        return {};
    });
    if (done)
        Q_EMIT added(made);
}

void SchemaSuggestions::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Palette::current().chip);
    painter.fillRect(QRect(0, height() - 1, width(), 1), Palette::current().divider);
}

} // namespace relata
