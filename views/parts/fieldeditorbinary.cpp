#include "views/parts/fieldeditorkinds.h"

#include "items/valuetext.h"
#include "views/browse/flowlayout.h"
#include "views/parts/prompts.h"
#include "views/parts/type.h"
#include "views/parts/wholefile.h"

#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace relata {
namespace {

/// Larger files do not belong in a field, and would stop the window while they are read.
constexpr qint64 largestFile = 64 * 1024 * 1024;

} // namespace

BinaryEditor::BinaryEditor(const Schema &schema, const Field &field, Place place, QWidget *parent)
    : FieldEditor(schema, field, place, parent)
    , m_box(new QWidget(this))
    , m_size(new QLabel(m_box))
    , m_load(new QPushButton(tr("Load…"), m_box))
    , m_store(new QPushButton(tr("Save as…"), m_box))
{
    // Where there is little room the buttons stand below each other.
    auto *row = new FlowLayout(type::px(8), m_box);
    row->setContentsMargins({});
    row->addWidget(m_size);
    row->addWidget(m_load);
    row->addWidget(m_store);
    m_load->setAccessibleName(tr("Load %1 from a file…").arg(field.name));
    m_store->setAccessibleName(tr("Save %1 to a file…").arg(field.name));
    m_box->setFocusProxy(m_load);
    setInput(m_box);
    connect(m_load, &QPushButton::clicked, this, &BinaryEditor::load);
    connect(m_store, &QPushButton::clicked, this, &BinaryEditor::store);
}

void BinaryEditor::setText(const QString &text) { m_strange = text; }

void BinaryEditor::setBytes(const QByteArray &bytes) { m_bytes = bytes; }

void BinaryEditor::fill(const Value &value)
{
    const auto *blob = std::get_if<QByteArray>(&value);
    m_bytes = blob ? *blob : QByteArray();
    m_strange = blob ? QString() : valuetext::edit(field(), value);
}

Result<Value> BinaryEditor::parsed() const { return Value{m_bytes}; }

void BinaryEditor::showHint(const QString &hint)
{
    m_store->setEnabled(!isNull());
    if (isNull())
        m_size->setText(hint);
    else
        m_size->setText(m_strange.isEmpty() ? QLocale().formattedDataSize(m_bytes.size()) : m_strange.left(40));
}

void BinaryEditor::lock(const QString &reason)
{
    m_load->setEnabled(reason.isEmpty());
    m_load->setToolTip(reason);
}

void BinaryEditor::load()
{
    prompts().openFile(this, tr("Load “%1”").arg(field().name), {}, [this](const QString &path) {
        QFile file(path);
        if (file.size() > largestFile) {
            setProblem(tr("“%1” is larger than 64 MB: choose a smaller file.").arg(QFileInfo(path).fileName()));
            return;
        }
        if (!file.open(QIODevice::ReadOnly)) {
            setProblem(tr("“%1” could not be read: %2. Choose another file.")
                           .arg(QFileInfo(path).fileName(), file.errorString()));
            return;
        }
        m_bytes = file.readAll();
        m_strange.clear();
        setProblem({});
        onEdited();
    });
}

void BinaryEditor::store()
{
    prompts().saveFile(this, tr("Save “%1”").arg(field().name), {}, field().name, [this](const QString &path) {
        const Done written = writeWholeFile(path, m_bytes);
        setProblem(written ? QString() : written.error().message);
    });
}

} // namespace relata
