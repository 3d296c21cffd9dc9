#include "views/parts/glyphicon.h"

#include "views/parts/palette.h"

#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHash>
#include <QIcon>
#include <QPainter>
#include <QPixmapCache>
#include <QStandardPaths>
#include <QSvgRenderer>

#include <utility>

namespace relata::glyphicon {

using namespace Qt::StringLiterals;

namespace {

QString search(const QString &name)
{
    QStringList roots =
        QStandardPaths::locateAll(QStandardPaths::GenericDataLocation, u"icons"_s, QStandardPaths::LocateDirectory);
    roots += u"/usr/share/icons"_s;
    for (const QString &root : std::as_const(roots)) {
        for (const QString &kind : {u"actions"_s, u"status"_s, u"places"_s}) {
            const QString folder = root % u"/breeze/"_s % kind;
            if (QFileInfo::exists(folder % u"/16/"_s % name % u".svg"_s))
                return folder;
        }
    }
    return {};
}

/// Breeze draws with `currentColor` of a class; here it becomes the colour asked for.
QByteArray recoloured(const QString &path, const QColor &colour)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("currentColor", colour.name().toLatin1());
}

bool turnsAround(const QString &name)
{
    return name.startsWith("go-previous"_L1) || name.startsWith("go-next"_L1) || name.startsWith("edit-undo"_L1)
        || name.startsWith("edit-redo"_L1) || name == "view-list-tree"_L1;
}

} // namespace

QString folderOf(const QString &name)
{
    static QHash<QString, QString> known;
    const auto found = known.constFind(name);
    return found != known.cend() ? *found : *known.insert(name, search(name));
}

Engine::Engine(QString folder, QString name, QColor colour)
    : m_folder(std::move(folder)), m_name(std::move(name)), m_colour(colour)
{}

QColor Engine::colourFor(QIcon::Mode mode) const
{
    const Palette &palette = Palette::current();
    if (mode == QIcon::Disabled)
        return palette.disabled;
    return m_colour.isValid() ? m_colour : palette.text;
}

QPixmap Engine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State)
{
    const QColor colour = colourFor(mode);
    const bool mirrored = QGuiApplication::isRightToLeft() && turnsAround(m_name);
    const QString key = u"relata/"_s % m_folder % u'/' % m_name % colour.name() % QString::number(size.width()) % u'x'
        % QString::number(size.height()) % (mirrored ? u"m"_s : QString());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const bool fine = qMin(size.width(), size.height()) > 20 && size.width() % 16 != 0;
    const QString best = m_folder % (fine ? u"/22/"_s : u"/16/"_s) % m_name % u".svg"_s;
    QSvgRenderer renderer(
        recoloured(QFileInfo::exists(best) ? best : m_folder % u"/16/"_s % m_name % u".svg"_s, colour));
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    pixmap = QPixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    if (mirrored) {
        painter.translate(size.width(), 0);
        painter.scale(-1, 1);
    }
    renderer.render(&painter, QRectF(QPointF(), QSizeF(size)));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void Engine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
    painter->drawPixmap(rect, pixmap(rect.size() * ratio, mode, state));
}

QIconEngine *Engine::clone() const { return new Engine(m_folder, m_name, m_colour); }

} // namespace relata::glyphicon
