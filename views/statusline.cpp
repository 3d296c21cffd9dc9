#include "views/statusline.h"

#include "session/session.h"
#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QLabel>
#include <QStatusBar>

namespace relata {

using namespace Qt::StringLiterals;

StatusLine::StatusLine(QStatusBar *bar) : QObject(bar)
{
    bar->setSizeGripEnabled(false);
    bar->setMinimumHeight(type::px(28));
    const auto made = [bar] {
        auto *label = new QLabel(bar);
        label->setFont(type::small());
        label->hide();
        return label;
    };
    m_sign = made();
    m_file = made();
    m_kind = made();
    m_lock = made();
    m_readOnly = made();
    m_progress = made();
    m_pencil = made();
    m_unsaved = made();
    m_kind->setText(u"SQLite"_s);
    m_readOnly->setText(tr("Read-only"));
    m_file->setObjectName(u"statusFile"_s);
    m_progress->setObjectName(u"statusProgress"_s);
    m_unsaved->setObjectName(u"statusUnsaved"_s);
    m_sign->setContentsMargins(type::px(8), 0, 0, 0);
    m_unsaved->setContentsMargins(0, 0, type::px(10), 0);
    for (QLabel *label : {m_kind, m_readOnly, m_progress, m_unsaved})
        label->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {m_sign, m_file, m_kind, m_lock, m_readOnly, m_progress})
        bar->addWidget(label);
    for (QLabel *label : {m_pencil, m_unsaved})
        bar->addPermanentWidget(label);
    dress();
}

void StatusLine::setSession(const Session *session)
{
    m_file->setText(session ? session->url().fileName() : QString());
    m_file->setToolTip(session ? session->url().path.toHtmlEscaped() : QString());
    for (QLabel *label : {m_sign, m_file, m_kind})
        label->setVisible(session);
    const bool locked = session && session->isReadOnly();
    for (QLabel *label : {m_lock, m_readOnly}) {
        label->setVisible(locked);
        label->setToolTip(locked ? session->readOnlyReason().toHtmlEscaped() : QString());
    }
    setUnsaved(0);
}

void StatusLine::setUnsaved(int instances)
{
    if (instances == 1)
        m_unsaved->setText(tr("1 instance not saved"));
    else
        m_unsaved->setText(tr("%1 instances not saved").arg(instances));
    for (QLabel *label : {m_pencil, m_unsaved})
        label->setVisible(instances > 0);
}

void StatusLine::setProgress(const QString &what)
{
    m_progress->setText(what.isEmpty() ? QString() : tr("%1…", "something that is being done").arg(what));
    m_progress->setVisible(!what.isEmpty());
}

void StatusLine::dress()
{
    const auto draw = [](QLabel *label, const QString &icon, const QColor &colour) {
        const int size = type::px(16);
        label->setPixmap(glyphs::icon(icon, colour).pixmap(QSize(size, size), label->devicePixelRatioF()));
    };
    const Palette &p = Palette::current();
    draw(m_sign, u"server-database"_s, p.secondary);
    draw(m_lock, u"object-locked"_s, p.secondary);
    draw(m_pencil, u"document-edit"_s, p.link);
}

} // namespace relata
