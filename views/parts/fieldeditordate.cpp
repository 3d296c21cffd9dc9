#include "views/parts/fieldeditorkinds.h"

#include "views/parts/glyphs.h"
#include "views/parts/type.h"

#include <QAction>
#include <QCalendarWidget>
#include <QDateTime>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace relata {
namespace {

/// Length of "2026-11-24", the date at the head of dates and date-times.
constexpr qsizetype dateLength = 10;

/// Seconds since 1970 of a typed date and time; without a zone it is UTC.
std::optional<qint64> secondsOf(const QString &text)
{
    QString iso = text.trimmed();
    if (iso.size() > dateLength && iso[dateLength] == u' ')
        iso[dateLength] = u'T';
    if (iso.endsWith(u" UTC"_s))
        iso.chop(4);
    if (iso.size() == dateLength)
        iso += u"T00:00:00"_s;
    QDateTime time = QDateTime::fromString(iso, Qt::ISODate);
    if (!time.isValid())
        return {};
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toSecsSinceEpoch();
}

} // namespace

DateEditor::DateEditor(const Schema &schema, const Field &field, Place place, QWidget *parent)
    : LineEditor(schema, field, place, parent)
{
    if (scalar() != ScalarType::Time) {
        m_calendar = line()->addAction(glyphs::icon(u"view-calendar-day"_s), QLineEdit::TrailingPosition);
        m_calendar->setText(tr("Choose a day"));
        m_calendar->setToolTip(tr("Choose a day"));
        connect(m_calendar, &QAction::triggered, this, &DateEditor::openCalendar);
    }
    connect(this, &FieldEditor::edited, this, &DateEditor::noteTime);
}

void DateEditor::setText(const QString &text)
{
    LineEditor::setText(text);
    noteTime();
}

void DateEditor::lock(const QString &reason)
{
    LineEditor::lock(reason);
    if (m_calendar)
        m_calendar->setVisible(reason.isEmpty());
}

Result<Value> DateEditor::parsed() const
{
    bool isNumber = false;
    line()->text().trimmed().toLongLong(&isNumber);
    if (scalar() != ScalarType::Timestamp || isNumber)
        return FieldEditor::parsed();
    if (const auto seconds = secondsOf(line()->text()))
        return Value{*seconds};
    return FieldEditor::parsed();
}

void DateEditor::noteTime()
{
    if (scalar() != ScalarType::Timestamp || place() == Place::Cell)
        return;
    bool isNumber = false;
    const qint64 seconds = line()->text().trimmed().toLongLong(&isNumber);
    const QDateTime time = isNumber ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC) : QDateTime();
    setNote(time.isValid() ? QString(time.toString(u"yyyy-MM-dd HH:mm:ss"_s) % u" UTC"_s) : QString());
}

void DateEditor::openCalendar()
{
    if (isReadOnly())
        return;
    auto *popup = new QFrame(this, Qt::Popup);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setFrameShape(QFrame::StyledPanel);
    popup->setAccessibleName(tr("Calendar"));
    auto *calendar = new QCalendarWidget(popup);
    calendar->setGridVisible(false);
    auto *layout = new QVBoxLayout(popup);
    layout->setContentsMargins({});
    layout->addWidget(calendar);

    QDate date = QDate::fromString(line()->text().left(dateLength), Qt::ISODate);
    bool isNumber = false;
    const qint64 seconds = line()->text().toLongLong(&isNumber);
    if (scalar() == ScalarType::Timestamp && isNumber)
        date = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).date();
    if (date.isValid())
        calendar->setSelectedDate(date);
    const auto take = [this, popup](QDate chosen) {
        putDate(chosen);
        popup->close();
    };
    connect(calendar, &QCalendarWidget::clicked, this, take);
    connect(calendar, &QCalendarWidget::activated, this, take);
    popup->move(line()->mapToGlobal(QPoint(0, line()->height())));
    popup->show();
    calendar->setFocus();
}

void DateEditor::putDate(QDate date)
{
    const QString day = date.toString(Qt::ISODate);
    const QString old = line()->text();
    if (scalar() == ScalarType::Timestamp) {
        const QTime time = QDateTime::fromSecsSinceEpoch(old.toLongLong(), Qt::UTC).time();
        line()->setText(QString::number(QDateTime(date, time, Qt::UTC).toSecsSinceEpoch()));
    } else if (scalar() == ScalarType::DateTime) {
        const QString rest = old.size() > dateLength ? old.mid(dateLength) : u"T00:00:00Z"_s;
        line()->setText(day + rest);
    } else {
        const QString zone = old.size() > dateLength ? old.mid(dateLength) : QString();
        line()->setText(day + zone);
    }
    onEdited();
    line()->setFocus();
}

void DateEditor::putNow()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    switch (scalar()) {
    case ScalarType::Timestamp:
        line()->setText(QString::number(now.toSecsSinceEpoch()));
        break;
    case ScalarType::DateTime:
        line()->setText(now.toString(Qt::ISODateWithMs));
        break;
    case ScalarType::Time:
        line()->setText(QTime::currentTime().toString(u"HH:mm:ss"_s));
        break;
    default:
        line()->setText(QDate::currentDate().toString(Qt::ISODate));
        break;
    }
    onEdited();
}

bool DateEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == line() && event->type() == QEvent::KeyPress && !isReadOnly()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Semicolon && key->modifiers().testFlag(Qt::ControlModifier)) {
            putNow();
            return true;
        }
        if (key->key() == Qt::Key_Down && key->modifiers() == Qt::AltModifier && scalar() != ScalarType::Time) {
            openCalendar();
            return true;
        }
    }
    return LineEditor::eventFilter(watched, event);
}

} // namespace relata
