#include "views/dialogs/schematext.h"

#include "schema/sdl.h"
#include "session/session.h"
#include "views/parts/relatastyle.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace relata {

using namespace Qt::StringLiterals;

SchemaText::SchemaText(const Session &session, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"schemaText"_s);
    setWindowTitle(tr("Schema of %1").arg(session.url().fileName()));
    auto *heading = new QLabel(windowTitle(), this);
    heading->setFont(type::title());
    auto *words =
        new QLabel(tr("As GraphQL, to read and to copy. To change it, save the changed text to a file and run "
                      "“relata-cli migrate” with it."),
                   this);
    words->setWordWrap(true);
    words->setForegroundRole(QPalette::PlaceholderText);
    auto *text = new QPlainTextEdit(sdl::write(session.schema()), this);
    text->setObjectName(u"schemaSource"_s);
    text->setAccessibleName(tr("Schema as text"));
    text->setReadOnly(true);
    text->setFont(type::code());
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    auto *buttons = new QDialogButtonBox(this);
    auto *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    copy->setAutoDefault(false);
    auto *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setDefault(true);
    connect(copy, &QPushButton::clicked, this, [text] { QApplication::clipboard()->setText(text->toPlainText()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    const int edge = type::px(20);
    column->setContentsMargins(edge, edge, edge, edge);
    column->setSpacing(type::px(12));
    column->addWidget(heading);
    column->addWidget(words);
    column->addWidget(text, 1);
    column->addWidget(buttons);
    resize(type::px(720), type::px(620));
    close->setFocus();
}

} // namespace relata
