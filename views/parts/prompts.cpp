#include "views/parts/prompts.h"

#include "views/parts/type.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLabel>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QVBoxLayout>

namespace relata {

namespace {

void openFileDialog(QFileDialog *dialog, std::function<void(QString)> done)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog->parent(), std::move(done));
    dialog->open();
}

} // namespace

void Prompts::openFile(QWidget *parent, const QString &title, const QString &filter, std::function<void(QString)> done)
{
    auto *dialog = new QFileDialog(parent, title, {}, filter);
    dialog->setFileMode(QFileDialog::ExistingFile);
    openFileDialog(dialog, std::move(done));
}

void Prompts::saveFile(QWidget *parent, const QString &title, const QString &filter, const QString &suggested,
                       std::function<void(QString)> done)
{
    auto *dialog = new QFileDialog(parent, title, {}, filter);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(suggested);
    openFileDialog(dialog, std::move(done));
}

void Prompts::choosePrinter(QWidget *parent, const QString &title, std::function<void(QPrinter &)> done)
{
    // The dialog works on the printer until it is gone, and then the printer goes too.
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    auto *dialog = new QPrintDialog(printer.get(), parent);
    dialog->setWindowTitle(title);
    QObject::connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), parent,
                     [done = std::move(done)](QPrinter *chosen) { done(*chosen); });
    QObject::connect(dialog, &QDialog::finished, dialog, &QObject::deleteLater);
    QObject::connect(dialog, &QObject::destroyed, [printer] {});
    dialog->open();
}

void Prompts::choose(QWidget *parent, const QString &title, const QString &text, const QStringList &choices,
                     std::function<void(int)> done)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto *heading = new QLabel(title, dialog);
    heading->setFont(type::title());
    heading->setWordWrap(true);
    auto *words = new QLabel(text, dialog);
    words->setWordWrap(true);
    words->setMinimumWidth(type::px(360));
    auto *buttons = new QDialogButtonBox(dialog);
    for (qsizetype i = 0; i < choices.size(); ++i) {
        auto *button = buttons->addButton(choices[i], QDialogButtonBox::ActionRole);
        button->setAutoDefault(false);
        const auto index = static_cast<int>(i);
        QObject::connect(button, &QPushButton::clicked, parent, [dialog, done, index] {
            dialog->accept();
            done(index);
        });
    }
    auto *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setText(tr("Cancel"));
    cancel->setDefault(true);
    cancel->setFocus();
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(dialog);
    const int gap = type::px(20);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(type::px(12));
    layout->addWidget(heading);
    layout->addWidget(words);
    layout->addWidget(buttons);
    dialog->open();
}

} // namespace relata
