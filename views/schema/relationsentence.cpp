#include "views/schema/relationsentence.h"

#include "items/modelwords.h"
#include "views/browse/flowlayout.h"
#include "views/parts/type.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace relata {

using namespace Qt::StringLiterals;
using schemaedit::Sentence;
using type::px;

namespace {

/// A combo box inside a sentence, which a screen reader knows by this name.
QComboBox *gapCombo(const QString &objectName, const QString &name, QWidget *parent)
{
    auto *label = new QLabel(name, parent);
    auto *combo = new QComboBox(parent);
    combo->setObjectName(objectName);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    label->setBuddy(combo);
    label->hide();
    return combo;
}

QLineEdit *gapEdit(const QString &objectName, const QString &name, QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(objectName);
    edit->setAccessibleName(name);
    edit->setFixedWidth(px(130));
    return edit;
}

bool isManyBack(const Sentence &sentence, bool swapped)
{
    if (sentence.kind == RelationshipKind::ManyToMany)
        return true;
    return sentence.kind == RelationshipKind::OneToMany && swapped;
}

bool isMany(const Sentence &sentence, bool swapped)
{
    if (sentence.kind == RelationshipKind::ManyToMany)
        return true;
    return sentence.kind == RelationshipKind::OneToMany && !swapped;
}

} // namespace

RelationSentence::RelationSentence(QWidget *parent)
    : QWidget(parent)
    , m_nearModel(new QLabel(this))
    , m_many(gapCombo(u"relationMany"_s, tr("How many"), this))
    , m_far(gapCombo(u"relationTarget"_s, tr("Of which model"), this))
    , m_name(gapEdit(u"relationName"_s, tr("Called"), this))
    , m_farModel(new QLabel(this))
    , m_manyBack(gapCombo(u"relationManyBack"_s, tr("How many back"), this))
    , m_backModel(new QLabel(this))
    , m_nameBack(gapEdit(u"relationNameBack"_s, tr("Called back"), this))
    , m_ruleLead(new QLabel(this))
    , m_rule(gapCombo(u"relationRule"_s, tr("When deleted"), this))
    , m_required(new QCheckBox(this))
    , m_joinLead(new QLabel(tr("Through the join model"), this))
    , m_join(gapEdit(u"relationJoin"_s, tr("Join model"), this))
{
    m_many->addItem(tr("one"), false);
    m_many->addItem(tr("many"), true);
    m_manyBack->addItem(tr("at most one"), false);
    m_manyBack->addItem(tr("many"), true);
    m_required->setObjectName(u"relationRequired"_s);
    m_nameBack->setPlaceholderText(tr("no name"));

    // All parts of a line are as high as its gaps, so that their texts stand on one line.
    const int height = m_many->sizeHint().height();
    for (QLabel *label : {m_nearModel, m_farModel, m_backModel, m_ruleLead, m_joinLead}) {
        label->setTextFormat(Qt::PlainText);
        label->setFixedHeight(height);
    }
    m_required->setFixedHeight(height);
    m_nearModel->setFont(type::strong());
    m_farModel->setFont(type::strong());
    const auto word = [this, height](const QString &text) {
        auto *label = new QLabel(text, this);
        label->setFixedHeight(height);
        return label;
    };
    const auto line = [this](std::initializer_list<QWidget *> parts) {
        auto *flow = new FlowLayout(px(6));
        flow->setContentsMargins({});
        for (QWidget *part : parts)
            flow->addWidget(part);
        auto *box = new QWidget(this);
        box->setLayout(flow);
        return box;
    };
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(px(12), px(8), px(12), px(8));
    column->setSpacing(px(6));
    column->addWidget(
        line({word(tr("Each")), m_nearModel, word(tr("has")), m_many, m_far, word(tr("called")), m_name}));
    column->addWidget(line(
        {word(tr("and each")), m_farModel, word(tr("has")), m_manyBack, m_backModel, word(tr("called")), m_nameBack}));
    column->addWidget(line({m_ruleLead, m_rule, m_joinLead, m_join, m_required}));

    for (QComboBox *combo : {m_many, m_far, m_manyBack, m_rule})
        connect(combo, &QComboBox::activated, this, &RelationSentence::tell);
    for (QLineEdit *edit : {m_name, m_nameBack, m_join})
        connect(edit, &QLineEdit::editingFinished, this, &RelationSentence::tell);
    connect(m_required, &QCheckBox::clicked, this, &RelationSentence::tell);
}

void RelationSentence::focusFirst() { m_many->setFocus(Qt::OtherFocusReason); }

void RelationSentence::show(const Schema &schema, const Sentence &sentence, ModelId near)
{
    m_schema = &schema;
    m_sentence = sentence;
    m_near = near;
    m_swapped = sentence.source != near;
    fill();
    fillRules();
    m_schema = nullptr;
}

void RelationSentence::fill()
{
    const QSignalBlocker many(m_many);
    const QSignalBlocker far(m_far);
    const QSignalBlocker back(m_manyBack);
    const ModelId farModel = m_swapped ? m_sentence.source : m_sentence.target;
    const QString nearName = m_schema->model(m_near).name;
    const QString farName = m_schema->model(farModel).name;
    m_nearModel->setText(nearName);
    m_farModel->setText(farName);
    m_backModel->setText(isManyBack(m_sentence, m_swapped) ? modelwords::pluralName(nearName) : nearName);
    m_many->setCurrentIndex(isMany(m_sentence, m_swapped) ? 1 : 0);
    m_manyBack->setCurrentIndex(isManyBack(m_sentence, m_swapped) ? 1 : 0);
    m_far->clear();
    m_models.clear();
    for (std::size_t i = 0; i < m_schema->models.size(); ++i) {
        const ModelId id(static_cast<int>(i));
        if (!m_schema->model(id).isWritable() && id != farModel)
            continue;
        m_models.emplace_back(id, m_schema->model(id).name);
        m_far->addItem(m_schema->model(id).name, id.value());
    }
    m_far->setCurrentIndex(m_far->findData(farModel.value()));
    const QString name = m_swapped ? m_sentence.targetField : m_sentence.sourceField;
    const QString nameBack = m_swapped ? m_sentence.sourceField : m_sentence.targetField;
    if (m_name->text() != name)
        m_name->setText(name);
    if (m_nameBack->text() != nameBack)
        m_nameBack->setText(nameBack);
    if (m_join->text() != m_sentence.join)
        m_join->setText(m_sentence.join);
}

void RelationSentence::fillRules()
{
    const QSignalBlocker quiet(m_rule);
    const bool joined = m_sentence.kind == RelationshipKind::ManyToMany;
    const bool oneToOne = m_sentence.kind == RelationshipKind::OneToOne;
    const QString owner = m_schema->model(oneToOne ? m_sentence.target : m_sentence.source).name;
    const QString holder = m_schema->model(oneToOne ? m_sentence.source : m_sentence.target).name;
    m_ruleLead->setText(joined ? tr("Deleting either end removes only the links.")
                               : tr("When the %1 is deleted,").arg(owner));
    m_rule->clear();
    m_rule->addItem(tr("delete its %1 too").arg(oneToOne ? holder : modelwords::pluralName(holder)),
                    static_cast<int>(DeleteRule::Cascade));
    m_rule->addItem(tr("clear the link; the %1 stays").arg(holder), static_cast<int>(DeleteRule::Clear));
    m_rule->addItem(tr("refuse while %1 leads to it").arg(modelwords::anyOf(holder)),
                    static_cast<int>(DeleteRule::Restrict));
    if (m_sentence.rule == DeleteRule::SetDefault)
        m_rule->addItem(tr("the link takes its default"), static_cast<int>(DeleteRule::SetDefault));
    m_rule->setCurrentIndex(qMax(0, m_rule->findData(static_cast<int>(m_sentence.rule))));
    m_rule->setVisible(!joined);
    m_joinLead->setVisible(joined);
    m_join->setVisible(joined);
    m_required->setVisible(!joined);
    m_required->setText(tr("Every %1 must have one").arg(holder));
    m_required->setChecked(m_sentence.required);
}

Sentence RelationSentence::read() const
{
    const bool many = m_many->currentData().toBool();
    const bool manyBack = m_manyBack->currentData().toBool();
    const ModelId far(m_far->currentData().toInt());
    Sentence said = m_sentence;
    said.kind = many && manyBack ? RelationshipKind::ManyToMany
        : many || manyBack       ? RelationshipKind::OneToMany
                                 : RelationshipKind::OneToOne;
    // One to many has its source at the side of the one; the other kinds stay as they are told.
    const bool swapped = said.kind == RelationshipKind::OneToMany ? manyBack
        : said.kind == m_sentence.kind                            ? m_swapped
                                                                  : false;
    said.source = swapped ? far : m_near;
    said.target = swapped ? m_near : far;
    said.sourceField = swapped ? m_nameBack->text() : m_name->text();
    said.targetField = swapped ? m_name->text() : m_nameBack->text();
    said.rule = static_cast<DeleteRule>(m_rule->currentData().toInt());
    said.required = m_required->isChecked();
    said.join = said.kind == RelationshipKind::ManyToMany ? m_join->text() : QString();
    if (said.kind == m_sentence.kind)
        return said;
    said.required = m_sentence.required && said.kind != RelationshipKind::ManyToMany
        && m_sentence.kind != RelationshipKind::ManyToMany;
    said.rule = said.kind == RelationshipKind::OneToOne ? DeleteRule::Clear : DeleteRule::Cascade;
    return said;
}

void RelationSentence::tell()
{
    const Sentence said = read();
    const Sentence &now = m_sentence;
    const bool same = said.kind == now.kind && said.source == now.source && said.target == now.target
        && said.sourceField == now.sourceField && said.targetField == now.targetField && said.rule == now.rule
        && said.required == now.required && (said.kind != RelationshipKind::ManyToMany || said.join == now.join);
    if (!same)
        Q_EMIT wanted(said);
}

} // namespace relata
