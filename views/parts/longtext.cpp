#include "views/parts/longtext.h"

#include "items/valuetext.h"
#include "views/parts/prompts.h"
#include "views/parts/textarea.h"
#include "views/parts/type.h"
#include "views/parts/wholefile.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QStringDecoder>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace relata {
namespace {

constexpr qsizetype beginning = 2'000; ///< characters that are shown
constexpr qint64 largestTextFile = 64 * 1024 * 1024;

bool hasLongLine(QStringView text)
{
    qsizetype begin = 0;
    while (text.size() - begin > LongText::longestLine) {
        const qsizetype end = text.indexOf(u'\n', begin);
        if (end < 0 || end - begin > LongText::longestLine)
            return true;
        begin = end + 1;
    }
    return false;
}

} // namespace

bool LongText::isLong(const QString &text) { return text.size() > longestText || hasLongLine(text); }

LongText::LongText(const QString &fieldName, std::function<Prompts &()> prompts, QWidget *parent)
    : QWidget(parent)
    , m_fieldName(fieldName)
    , m_prompts(std::move(prompts))
    , m_beginning(new TextArea(3, 6, this))
    , m_length(new QLabel(this))
{
    setObjectName(u"longText"_s);
    m_beginning->setReadOnly(true);
    m_beginning->setAccessibleName(tr("Beginning of %1").arg(fieldName));
    m_length->setFont(type::small());
    m_length->setForegroundRole(QPalette::PlaceholderText);
    m_length->setTextFormat(Qt::PlainText);
    m_length->setWordWrap(true);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setSpacing(type::px(4));
    grid->addWidget(m_beginning, 0, 0, 1, 3);
    grid->addWidget(m_length, 1, 0, 1, 3);
    grid->setColumnStretch(2, 1);
    const auto add = [&](const QString &name, const QString &text, const QString &spoken, int row, int column) {
        auto *button = new QToolButton(this);
        button->setObjectName(name);
        button->setText(text);
        button->setAccessibleName(spoken.arg(m_fieldName));
        button->setFont(type::small());
        button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        grid->addWidget(button, row, column);
        return button;
    };
    m_edit = add(u"editAll"_s, tr("Edit all"), tr("Edit all of %1"), 2, 0);
    auto *copy = add(u"copyAll"_s, tr("Copy all"), tr("Copy all of %1"), 2, 1);
    m_load = add(u"loadText"_s, tr("Load…"), tr("Load %1 from a file…"), 3, 0);
    auto *store = add(u"storeText"_s, tr("Save as…"), tr("Save %1 to a file…"), 3, 1);
    setFocusProxy(m_beginning);
    connect(m_edit, &QToolButton::clicked, this, &LongText::editRequested);
    connect(copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_whole); });
    connect(m_load, &QToolButton::clicked, this, &LongText::load);
    connect(store, &QToolButton::clicked, this, &LongText::store);
}

void LongText::setWhole(const QString &text)
{
    const bool same = text.isSharedWith(m_whole);
    m_whole = text;
    if (same)
        return;
    m_hasLongLine = hasLongLine(text);
    const bool splitsPair = text.size() > beginning && text[beginning - 1].isHighSurrogate();
    m_beginning->setWholeText(text.first(std::min(text.size(), splitsPair ? beginning - 1 : beginning)));
    m_length->setText(tr("The first %1 of %2 characters.")
                          .arg(valuetext::number(std::min(text.size(), beginning)), valuetext::number(text.size())));
    setReadOnly(m_readOnly);
}

void LongText::setReadOnly(const QString &reason)
{
    m_readOnly = reason;
    m_load->setEnabled(reason.isEmpty());
    m_load->setToolTip(reason);
    m_edit->setEnabled(reason.isEmpty() && !m_hasLongLine);
    m_edit->setToolTip(!m_hasLongLine ? reason
                                      : tr("A line is longer than %1 characters: save the text to a file, edit it "
                                           "there and load it again.")
                                            .arg(valuetext::number(longestLine)));
}

void LongText::load()
{
    m_prompts().openFile(this, tr("Load “%1”").arg(m_fieldName), {}, [this](const QString &path) {
        const QString name = QFileInfo(path).fileName();
        QFile file(path);
        if (file.size() > largestTextFile) {
            Q_EMIT problem(tr("“%1” is larger than 64 MB: choose a smaller file.").arg(name));
            return;
        }
        if (!file.open(QIODevice::ReadOnly)) {
            Q_EMIT problem(tr("“%1” could not be read: %2. Choose another file.").arg(name, file.errorString()));
            return;
        }
        QStringDecoder decoder(QStringDecoder::Utf8);
        const QString text = decoder.decode(file.readAll());
        if (decoder.hasError())
            Q_EMIT problem(tr("“%1” is not text in UTF-8. Choose another file.").arg(name));
        else
            Q_EMIT replaced(text);
    });
}

void LongText::store()
{
    m_prompts().saveFile(this, tr("Save “%1”").arg(m_fieldName), {}, m_fieldName % u".txt"_s,
                         [this](const QString &path) {
                             const Done written = writeWholeFile(path, m_whole.toUtf8());
                             Q_EMIT problem(written ? QString() : written.error().message);
                         });
}

} // namespace relata
