#include "views/help/relationshipguide.h"

#include "session/session.h"
#include "views/help/guidediagram.h"
#include "views/help/guideexample.h"
#include "views/help/guidetext.h"
#include "views/parts/glyphs.h"
#include "views/parts/type.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QScrollArea>
#include <QTabBar>
#include <QVBoxLayout>

namespace relata {
using namespace Qt::StringLiterals;
namespace {

QLabel *guideText(QPalette::ColorRole role, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(role);
    return label;
}

QComboBox *guideCombo(const QString &name, QLabel *label, QWidget *parent)
{
    auto *combo = new QComboBox(parent);
    combo->setObjectName(name);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(4);
    // The words of the placeholder must not keep the pane wide.
    combo->setMinimumWidth(type::px(60));
    label->setBuddy(combo);
    return combo;
}

/// The relationship as its source sees it.
const End &sourceEnd(const Schema &schema, RelationshipId id)
{
    const Relationship &relationship = schema.relationship(id);
    const auto isIt = [&](const End &end) {
        switch (relationship.kind) {
        case RelationshipKind::OneToOne:
            return end.kind == End::Kind::ToOne;
        case RelationshipKind::OneToMany:
            return end.kind == End::Kind::ToMany;
        case RelationshipKind::ManyToMany:
            return end.kind == End::Kind::ManyToMany;
        }
        Q_UNREACHABLE();
    };
    for (const EndId candidate : schema.endsOf(relationship.source)) {
        const End &end = schema.end(candidate);
        if (end.relationship == id && end.reference == relationship.reference && isIt(end))
            return end;
    }
    return schema.end(schema.keyEnd(relationship.reference));
}

/// An instance pair that is linked now: the first one that holds the relationship's key, with whom it leads to.
Query linkedQuery(const Schema &schema, const Relationship &relationship)
{
    const EndId end = schema.keyEnd(relationship.reference);
    Query query;
    query.model = schema.reference(relationship.reference).from;
    query.ends = {end};
    if (relationship.isManyToMany())
        query.ends.push_back(schema.keyEnd(relationship.secondReference));
    else
        query.where = Predicate{NoneOf{{Predicate{ComparesKey{end, Comparison::Equal, {Key{}}}}}}};
    query.linksPerEnd = 1;
    query.limit = 1;
    return query;
}

std::optional<guide::Linked> linkedIn(const Relationship &relationship, const RowWindow &window)
{
    if (window.rows.empty())
        return std::nullopt;
    const Row &row = window.rows.front();
    std::vector<Key> ends;
    for (const Links &links : row.links) {
        if (links.first.empty() || links.first.front().missing)
            return std::nullopt;
        ends.push_back(links.first.front().key);
    }
    switch (relationship.kind) {
    case RelationshipKind::OneToOne:
        return ends.size() == 1 ? std::optional(guide::Linked{row.key, ends[0], {}}) : std::nullopt;
    case RelationshipKind::OneToMany:
        return ends.size() == 1 ? std::optional(guide::Linked{ends[0], row.key, {}}) : std::nullopt;
    case RelationshipKind::ManyToMany:
        return ends.size() == 2 ? std::optional(guide::Linked{ends[0], ends[1], row.key}) : std::nullopt;
    }
    Q_UNREACHABLE();
}

bool sameLinked(const std::optional<guide::Linked> &a, const std::optional<guide::Linked> &b)
{
    if (!a || !b)
        return !a && !b;
    return a->source == b->source && a->target == b->target && a->join == b->join;
}

} // namespace

class RelationshipGuide::Private
{
public:
    explicit Private(RelationshipGuide *guide) : q(guide) {}

    void build();
    void fillChoices();
    void show(std::optional<RelationshipId> id);
    void rewrite();
    void showChapter();
    void findLinked();
    [[nodiscard]] const Relationship *chosen() const
    {
        return session && relationship ? &session->schema().relationship(*relationship) : nullptr;
    }

    RelationshipGuide *q;
    QPointer<Session> session;
    std::optional<RelationshipId> relationship;
    std::optional<guide::Linked> linked;
    Session::Ticket search = 0; ///< of the pending read for `linked`
    guide::Text text;
    std::vector<GuideExample *> examples; ///< of the chapter that is shown; children of `body`

    QComboBox *choice = nullptr;
    QLabel *hint = nullptr;
    QWidget *body = nullptr;
    QLabel *kind = nullptr;
    QLabel *title = nullptr;
    QLabel *summary = nullptr;
    GuideDiagram *diagram = nullptr;
    QTabBar *tabs = nullptr;
    QComboBox *language = nullptr;
    QVBoxLayout *exampleLayout = nullptr;
};

void RelationshipGuide::Private::build()
{
    auto *page = new QWidget;
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    auto *choiceLabel = new QLabel(RelationshipGuide::tr("&Relationship:"), page);
    choice = guideCombo(u"guideRelationship"_s, choiceLabel, page);
    choice->setPlaceholderText(RelationshipGuide::tr("Choose a relationship"));
    auto *choiceRow = new QHBoxLayout;
    choiceRow->addWidget(choiceLabel);
    choiceRow->addWidget(choice, 1);

    hint = guideText(QPalette::PlaceholderText, page);
    hint->setText(RelationshipGuide::tr("Choose a relationship to see how its instances are created, read and deleted, "
                                        "with code for your own models."));

    body = new QWidget(page);
    kind = new QLabel(body);
    title = guideText(QPalette::WindowText, body);
    title->setFont(type::title());
    auto *titleRow = new QHBoxLayout;
    titleRow->addWidget(kind);
    titleRow->addWidget(title, 1);
    summary = guideText(QPalette::WindowText, body);
    diagram = new GuideDiagram(body);

    tabs = new QTabBar(body);
    tabs->setObjectName(u"guideChapters"_s);
    tabs->setAccessibleName(RelationshipGuide::tr("Steps"));
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    tabs->addTab(RelationshipGuide::tr("Create"));
    tabs->addTab(RelationshipGuide::tr("Query"));
    tabs->addTab(RelationshipGuide::tr("Delete"));
    auto *languageLabel = new QLabel(RelationshipGuide::tr("&Language:"), body);
    language = guideCombo(u"guideLanguage"_s, languageLabel, body);
    language->addItems(
        {RelationshipGuide::tr("JavaScript"), RelationshipGuide::tr("SQL"), RelationshipGuide::tr("JSON Lines")});
    language->setItemData(0, RelationshipGuide::tr("For Amplify DataStore"), Qt::ToolTipRole);
    language->setItemData(1, RelationshipGuide::tr("For SQLite"), Qt::ToolTipRole);
    language->setItemData(2, RelationshipGuide::tr("For relata-cli run"), Qt::ToolTipRole);
    auto *languageRow = new QHBoxLayout;
    languageRow->addWidget(languageLabel);
    languageRow->addWidget(language, 1);

    exampleLayout = new QVBoxLayout;
    exampleLayout->setSpacing(type::px(16));
    auto *bodyLayout = new QVBoxLayout(body);
    bodyLayout->setContentsMargins(0, 0, 0, 0);
    bodyLayout->setSpacing(type::px(12));
    bodyLayout->addLayout(titleRow);
    bodyLayout->addWidget(summary);
    bodyLayout->addWidget(diagram);
    bodyLayout->addWidget(tabs);
    bodyLayout->addLayout(languageRow);
    bodyLayout->addLayout(exampleLayout);
    bodyLayout->addStretch(1);

    auto *pageLayout = new QVBoxLayout(page);
    const int padding = type::px(16);
    pageLayout->setContentsMargins(padding, padding, padding, padding);
    pageLayout->setSpacing(type::px(12));
    pageLayout->addLayout(choiceRow);
    pageLayout->addWidget(hint);
    pageLayout->addWidget(body);
    pageLayout->addStretch(1);

    auto *scroll = new QScrollArea(q);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // what stands in it takes the focus, and scrolls itself into view
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);

    auto *note = guideText(QPalette::PlaceholderText, q);
    note->setFont(type::small());
    note->setText(RelationshipGuide::tr("Examples that change data run on a copy, never on this database."));
    note->setContentsMargins(padding, type::px(8), padding, type::px(8));

    auto *layout = new QVBoxLayout(q);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addWidget(note);
}

void RelationshipGuide::Private::fillChoices()
{
    const QSignalBlocker quiet(choice);
    choice->clear();
    if (session) {
        const Schema &schema = session->schema();
        for (const Relationship &each : schema.relationships)
            choice->addItem(guide::nameOf(schema, each));
    }
    choice->setCurrentIndex(-1);
}

void RelationshipGuide::Private::show(std::optional<RelationshipId> id)
{
    const bool known = session && id && id->isValid() && id->index() < session->schema().relationships.size();
    relationship = known ? id : std::nullopt;
    linked.reset();
    {
        const QSignalBlocker quiet(choice);
        choice->setCurrentIndex(relationship ? relationship->value() : -1);
    }
    rewrite();
    findLinked();
}

void RelationshipGuide::Private::rewrite()
{
    const Relationship *about = chosen();
    hint->setVisible(!about);
    body->setVisible(about);
    text = about ? guide::write(session->schema(), *about, linked) : guide::Text();
    if (about) {
        const Schema &schema = session->schema();
        const End &seen = sourceEnd(schema, *relationship);
        kind->setPixmap(glyphs::kindIcon(seen, schema).pixmap(glyphs::kindSize(), q->devicePixelRatioF()));
        kind->setAccessibleName(glyphs::kindText(seen, schema));
        diagram->show(schema, *about, text.diagram);
    }
    title->setText(text.title);
    summary->setText(text.summary);
    showChapter();
}

void RelationshipGuide::Private::showChapter()
{
    for (GuideExample *example : examples)
        delete example;
    examples.clear();
    if (!chosen())
        return;
    const auto chapter = static_cast<guide::Chapter>(tabs->currentIndex());
    const bool needsLinked = chapter != guide::Chapter::Create && !linked;
    for (const guide::Example &each : text.chapter(chapter)) {
        auto *example = new GuideExample(session->schema(), each, body);
        example->setLanguage(session->schema(), static_cast<guide::Language>(language->currentIndex()));
        example->setSession(needsLinked ? nullptr : session.data(),
                            RelationshipGuide::tr("No instances are linked by this relationship yet."));
        connect(example, &GuideExample::showRequested, q, &RelationshipGuide::showRequested);
        exampleLayout->addWidget(example);
        examples.push_back(example);
    }
}

void RelationshipGuide::Private::findLinked()
{
    const Relationship *about = chosen();
    if (!session)
        return;
    session->cancel(search);
    search = 0;
    if (!about)
        return;
    search = session->fetch(linkedQuery(session->schema(), *about), q, [this](const Result<RowWindow> &window) {
        search = 0;
        const Relationship *still = chosen();
        if (!still || !window)
            return;
        const std::optional<guide::Linked> found = linkedIn(*still, *window);
        if (sameLinked(found, linked))
            return;
        linked = found;
        rewrite();
    });
}

RelationshipGuide::RelationshipGuide(QWidget *parent) : QWidget(parent), d(std::make_unique<Private>(this))
{
    setObjectName(u"relationshipGuide"_s);
    setAccessibleName(tr("Relationship guide"));
    d->build();
    d->rewrite();
    connect(d->choice, &QComboBox::currentIndexChanged, this,
            [this](int index) { d->show(index < 0 ? std::nullopt : std::optional(RelationshipId(index))); });
    connect(d->tabs, &QTabBar::currentChanged, this, [this] { d->showChapter(); });
    connect(d->language, &QComboBox::currentIndexChanged, this, [this](int index) {
        for (GuideExample *example : d->examples)
            example->setLanguage(d->session->schema(), static_cast<guide::Language>(index));
    });
}

RelationshipGuide::~RelationshipGuide() = default;

void RelationshipGuide::setSession(Session *session)
{
    if (d->session)
        disconnect(&d->session->feed(), nullptr, this, nullptr);
    d->show(std::nullopt);
    d->session = session;
    d->fillChoices();
    d->show(std::nullopt);
    if (session)
        connect(&session->feed(), &ChangeFeed::committed, this, [this] { d->findLinked(); });
}

void RelationshipGuide::show(std::optional<RelationshipId> relationship)
{
    if (relationship != d->relationship || !relationship)
        d->show(relationship);
}

} // namespace relata
