#pragma once

#include "items/instancetableitemmodel.h"
#include "support/fakesession.h"
#include "support/sampleschema.h"
#include "views/browse/formdrafts.h"
#include "views/browse/instanceform.h"
#include "views/browse/instancepane.h"
#include "views/browse/instancetableview.h"
#include "views/parts/fieldeditor.h"

#include <QApplication>
#include <QLabel>
#include <QTest>
#include <QVBoxLayout>

/// A pane and a form over a scripted session, as the window puts them together.
namespace relata {

inline Value text(const char *t) { return QString::fromUtf8(t); }

/// The sample schema with a model "Thing" that has a field of each type.
inline constexpr ModelId thing(6);
inline Schema typedSchema()
{
    Schema schema = sample::schema();
    Field status = sample::field("status");
    status.type.kind = FieldType::Kind::Enum;
    status.type.name = QStringLiteral("Status");
    EnumType statuses;
    statuses.name = QStringLiteral("Status");
    statuses.values = {QStringLiteral("Draft"), QStringLiteral("Published")};
    schema.enums.push_back(statuses);
    Field names = sample::field("names");
    names.type.list = true;
    Field kept = sample::field("createdAt", ScalarType::DateTime);
    kept.origin = FieldOrigin::CreatedAt;
    Field count = sample::field("count", ScalarType::Int);
    count.required = true;
    schema.models.push_back(sample::model(
        "Thing",
        {sample::field("id"), sample::field("name"), count, sample::field("ratio", ScalarType::Float),
         sample::field("isOpen", ScalarType::Boolean), sample::field("day", ScalarType::Date),
         sample::field("at", ScalarType::Timestamp), sample::field("mail", ScalarType::Email),
         sample::field("data", ScalarType::Json), sample::field("photo", ScalarType::Binary), status, names, kept}));
    std::vector<QString> ends = schema.keyEndNames();
    schema.rebuildEnds(ends);
    return schema;
}

struct Browse
{
    FakeSession session;
    QWidget window;
    InstancePane *pane;
    InstanceForm *form;
    InstanceTableView *table;

    Browse() : Browse(typedSchema()) {}
    explicit Browse(Schema schema) : session(std::move(schema))
    {
        using namespace sample;
        FakeDatabase &base = session.database();
        base.put(author, {text("a1"), text("Ada Lovelace")});
        base.put(author, {text("a2"), text("Mary Shelley")});
        base.put(post, {text("p1"), text("Bridges that hum"), qint64(4), text("A bridge"), text("a1")});
        base.put(post, {text("p2"), text("Slow gardens"), Null(), text(""), Null()});
        base.put(post, {text("p3"), text("Maps"), text("twelve"), Null(), text("a9")});
        base.put(post, {text("p4"), text("Kettles"), qint64(2), text("Home"), text("a2")});
        for (const char *t : {"craft", "engineering", "sound", "a tag that is long", "home", "sea"})
            base.put(tag, {text(t), text(t)});
        for (const char *t : {"craft", "engineering", "sound", "a tag that is long", "home", "sea"})
            base.put(postTag, {QString(QStringLiteral("p1-") + QString::fromUtf8(t)), text("p1"), text(t)});
        base.put(postTag, {text("p4-craft"), text("p4"), text("craft")});
        base.put(publication, {text("b1"), text("Field Notes")});
        base.put(article, {text("r1"), text("Tides"), text("b1")});
        base.put(article, {text("r2"), text("Salt"), Null()});
        if (session.schema().models.size() > thing.index())
            base.put(thing,
                     {text("x1"), text("One"), qint64(7), 1.5, true, text("2026-11-24"), qint64(1764000000),
                      text("ada@example.org"), JsonText{QStringLiteral("{\"a\":1}")}, QByteArray("abc"), text("Draft"),
                      JsonText{QStringLiteral("[\"x\",\"y\"]")}, text("2026-10-30T18:04:00Z")});
        auto *row = new QHBoxLayout(&window);
        pane = new InstancePane(&window);
        form = new InstanceForm(&window);
        row->setContentsMargins({});
        row->setSpacing(1);
        row->addWidget(pane, 1);
        row->addWidget(form);
        form->setFixedWidth(356);
        table = pane->findChild<InstanceTableView *>();
        QObject::connect(pane, &InstancePane::currentChanged, form, [this] { form->show(pane->current()); });
        window.resize(1240, 640);
        window.show();
        window.activateWindow();
        (void)QTest::qWaitForWindowActive(&window);
        pane->setSession(&session);
        form->setSession(&session);
    }
    ~Browse()
    {
        form->setSession(nullptr);
        pane->setSession(nullptr);
    }

    void settle()
    {
        for (int i = 0; i < 6; ++i) {
            QCoreApplication::sendPostedEvents();
            session.settle();
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    void show(ModelId model)
    {
        Place place;
        place.model = model;
        pane->show(place);
        settle();
    }
    QModelIndex cell(int row, const char *name)
    {
        for (int column = 0; column < pane->itemModel().columnCount(); ++column)
            if (pane->itemModel().headerData(column, Qt::Horizontal).toString() == QString::fromUtf8(name))
                return pane->itemModel().index(row, column);
        return {};
    }
    void click(const QModelIndex &index)
    {
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center() + QPoint(20, 0));
        settle();
    }
    FieldEditor *field(const char *name)
    {
        for (FieldEditor *editor : form->findChildren<FieldEditor *>())
            if (editor->field().name == QString::fromUtf8(name) && editor->isVisibleTo(form))
                return editor;
        return nullptr;
    }
    /// The first key opens the cell's editor, which gets the others.
    void typeInto(const QModelIndex &index, const QString &keys)
    {
        table->setFocus();
        table->setCurrentIndex(index);
        QTest::keyClicks(table, keys.left(1));
        QTest::keyClicks(QApplication::focusWidget(), keys.mid(1));
    }
    FieldEditor *cellEditor() { return table->viewport()->findChild<FieldEditor *>(); }
    template<typename T>
    T *named(QWidget *in, const char *objectName)
    {
        for (T *widget : in->findChildren<T *>(QString::fromUtf8(objectName)))
            if (widget->isVisibleTo(&window))
                return widget;
        return nullptr;
    }
    std::vector<Key> selectedKeys()
    {
        std::vector<Key> keys;
        pane->readSelectedKeys([&keys](const Result<std::vector<Key>> &read) {
            if (read)
                keys = *read;
        });
        settle();
        return keys;
    }
    QStringList titles()
    {
        QStringList all;
        for (int row = 0; row < pane->itemModel().rowCount(); ++row)
            all.append(pane->itemModel().index(row, 0).data().toString());
        return all;
    }
};

} // namespace relata
