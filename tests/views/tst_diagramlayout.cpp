#include "support/randomschema.h"
#include "views/schema/diagram/diagramcontent.h"
#include "views/schema/diagram/diagrampages.h"
#include "views/schema/diagram/diagramplaces.h"
#include "views/schema/diagram/diagramworker.h"

#include <QJsonArray>
#include <QTest>

using namespace relata;
using namespace relata::diagram;
using namespace Qt::StringLiterals;

namespace {

DiagramWorker::Job jobOf(const Content &content)
{
    DiagramWorker::Job job;
    for (const Box &box : content.boxes)
        job.graph.boxes.emplace_back(20, 4 + 2 * static_cast<int>(box.rows.size()));
    for (const Line &line : content.lines) {
        job.graph.edges.push_back({line.from, line.to});
        job.labels.push_back({QSizeF(5, 2), line.join.isValid()});
    }
    job.places.resize(job.graph.boxes.size());
    return job;
}

DiagramWorker::Outcome outcomeOf(const DiagramWorker::Job &job)
{
    return DiagramWorker::work(job, std::stop_token()).value();
}

void holds(const DiagramWorker::Job &job, const DiagramWorker::Outcome &outcome)
{
    const auto &boxes = job.graph.boxes;
    QCOMPARE(outcome.places.size(), boxes.size());
    for (std::size_t a = 0; a < boxes.size(); ++a)
        for (std::size_t b = a + 1; b < boxes.size(); ++b)
            QVERIFY2(!QRect(outcome.places[a], boxes[a] + QSize(leastGap, leastGap))
                          .intersects(QRect(outcome.places[b], boxes[b] + QSize(leastGap, leastGap))),
                     qPrintable(u"%1 and %2 overlap"_s.arg(a).arg(b)));
    std::vector<QRect> points;
    for (std::size_t i = 0; i < boxes.size(); ++i)
        points.emplace_back(outcome.places[i], boxes[i] + QSize(1, 1));
    QCOMPARE(outcome.routes.size(), job.graph.edges.size());
    for (std::size_t i = 0; i < outcome.routes.size(); ++i) {
        const Connection line{job.graph.edges[i].from, job.graph.edges[i].to};
        QVERIFY2(stillFits(outcome.routes[i], line, points), qPrintable(u"line %1 goes through a box"_s.arg(i)));
        for (std::size_t c = 0; c + 1 < outcome.routes[i].size(); ++c)
            QVERIFY(outcome.routes[i][c].x() == outcome.routes[i][c + 1].x()
                    || outcome.routes[i][c].y() == outcome.routes[i][c + 1].y());
    }
}

} // namespace

class DiagramLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contentOfTheSample()
    {
        const Schema schema = sample::schema();
        const Content content = contentOf(schema, {});
        QCOMPARE(content.boxes.size(), 5U); // PostTag stands in its pill
        QVERIFY(!content.boxOf(sample::postTag));
        QCOMPARE(content.lines.size(), 3U);
        const Line &tagged = content.lines[1];
        QCOMPARE(tagged.join, sample::postTag);
        QCOMPARE(tagged.label, u"PostTag"_s);
        QCOMPARE(tagged.atFrom, Sign::Many);
        QCOMPARE(content.lines[0].atTo, Sign::One);
        QCOMPARE(content.lines[2].atTo, Sign::Many);
        const Box &post = content.boxes[static_cast<std::size_t>(*content.boxOf(sample::post))];
        QStringList names;
        for (const BoxRow &row : post.rows)
            names.append(row.name);
        QCOMPARE(names, QStringList({u"id"_s, u"title"_s, u"rating"_s, u"body"_s, u"author"_s, u"tags"_s}));
        QVERIFY(post.rows[0].key);
        QCOMPARE(post.rows[2].type, u"Int"_s);
    }

    void signsSayWhoMayBeWithout()
    {
        // An Article must have its Publication, a Post may be without its Author.
        Schema schema = sample::schema();
        for (Reference &reference : schema.references) {
            auto &fields = schema.models[reference.from.index()].fields;
            fields[reference.columns.front().index()].required = reference.to == sample::publication;
        }
        const Content content = contentOf(schema, {});
        QVERIFY(content.lines[0].kind == RelationshipKind::OneToOne);
        QCOMPARE(content.lines[0].atFrom, Sign::One);
        QCOMPARE(content.lines[0].atTo, Sign::One);
        QVERIFY(content.lines[2].kind == RelationshipKind::OneToMany);
        QCOMPARE(content.lines[2].atFrom, Sign::ExactlyOne);
        QCOMPARE(content.lines[2].atTo, Sign::Many);
    }

    void twoRelationshipsBetweenTheSameTwoAreTwoLines()
    {
        // An Article also has an editing Publication, and a Publication belongs to another one.
        Schema schema = sample::schema();
        const auto relate = [&](ModelId source, ModelId target, const QString &name) {
            auto &fields = schema.models[target.index()].fields;
            fields.push_back(sample::keyColumn("more"));
            fields.back().name = fields.back().column = name % u"Id"_s;
            schema.references.push_back(
                sample::reference(target, static_cast<int>(fields.size()) - 1, source, DeleteRule::Clear));
            Relationship made;
            made.name = made.sourceField = name;
            made.source = source;
            made.target = target;
            made.reference = ReferenceId(static_cast<int>(schema.references.size()) - 1);
            schema.relationships.push_back(made);
        };
        auto names = schema.keyEndNames();
        relate(sample::publication, sample::article, u"edited"_s);
        relate(sample::publication, sample::publication, u"supplements"_s);
        names.insert(names.end(), {u"editor"_s, u"main"_s});
        schema.rebuildEnds(names);
        const Content content = contentOf(schema, {});
        QCOMPARE(content.lines.size(), 5U);
        QCOMPARE(content.lines[3].from, content.lines[2].from);
        QCOMPARE(content.lines[3].to, content.lines[2].to);
        QCOMPARE(content.lines[3].label, u"edited"_s);
        QCOMPARE(content.lines[4].from, content.lines[4].to);
        const auto job = jobOf(content);
        const auto outcome = outcomeOf(job);
        holds(job, outcome);
        QVERIFY(outcome.routes[2] != outcome.routes[3]);
        QVERIFY(outcome.labels[2] && outcome.labels[3] && outcome.labels[4]);
        QVERIFY(*outcome.labels[2] != *outcome.labels[3]);
        // No two lines end at the same place, or their signs would lie upon each other.
        QSet<QPoint> ends;
        for (const Route &route : outcome.routes)
            for (const QPoint &end : {route.front(), route.back()}) {
                QVERIFY(!ends.contains(end));
                ends.insert(end);
            }
    }

    void unfoldedJoinModelsAreBoxes()
    {
        const Content content = contentOf(sample::schema(), {.unfolded = {u"PostTag"_s}});
        QCOMPARE(content.boxes.size(), 6U);
        QCOMPARE(content.lines.size(), 4U);
        QCOMPARE(content.lines[1].atTo, Sign::Many);
        QCOMPARE(content.lines[1].to, *content.boxOf(sample::postTag));
    }

    void joinModelsWithRelationshipsOfTheirOwnCannotFold()
    {
        Schema schema = sample::schema();
        QVERIFY(canFold(schema, sample::postTag));
        Relationship noted;
        noted.name = u"Notes"_s;
        noted.source = sample::postTag;
        noted.target = sample::article;
        schema.models[sample::article.index()].fields.push_back(sample::keyColumn("link"));
        schema.references.push_back(sample::reference(sample::article, 3, sample::postTag, DeleteRule::Cascade));
        noted.reference = ReferenceId(4);
        schema.relationships.push_back(noted);
        schema.rebuildEnds({u"author"_s, u"post"_s, u"tag"_s, u"publication"_s, u"link"_s});
        QVERIFY(!canFold(schema, sample::postTag));
        QVERIFY(contentOf(schema, {}).boxOf(sample::postTag));
    }

    void manyFieldsFold()
    {
        Schema schema = sample::schema();
        for (int i = 0; i < 40; ++i)
            schema.models[sample::post.index()].fields.push_back(sample::field("x"));
        schema.rebuildEnds(schema.keyEndNames());
        const Content content = contentOf(schema, {});
        const Box &post = content.boxes[1];
        // The key and the relationships, then as many fields as fit, in the schema's order.
        QCOMPARE(post.rows.size(), 14U);
        QVERIFY(post.folds());
        QCOMPARE(post.rows.back().name, u"33 more"_s);
        QCOMPARE(post.rows[1].name, u"title"_s);
        QCOMPARE(post.rows[11].name, u"author"_s);
        QCOMPARE(post.rows[12].name, u"tags"_s);
        QVERIFY(post.folded.startsWith(u"x, x"_s));
        const Content whole = contentOf(schema, {.whole = {u"Post"_s}});
        QCOMPARE(whole.boxes[1].rows.size(), 47U); // and one that folds it again
        QVERIFY(whole.boxes[1].folds());
    }

    void boxesSayAsMuchAsIsAsked()
    {
        const Content keys = contentOf(sample::schema(), {.detail = Detail::Keys});
        QStringList names;
        for (const BoxRow &row : keys.boxes[1].rows)
            names.append(row.name);
        QCOMPARE(names, QStringList({u"id"_s, u"author"_s, u"tags"_s}));
        const Content alone = contentOf(sample::schema(), {.detail = Detail::Names});
        QVERIFY(alone.boxes[1].rows.empty());
        QCOMPARE(alone.lines.size(), keys.lines.size());
    }

    void whatGrewGetsRoom()
    {
        // The first one grew upon the second, which then stands upon the third; the fourth is far off.
        const std::vector<QSize> sizes{{16, 30}, {16, 10}, {16, 10}, {16, 10}};
        const std::vector<QPoint> before{{0, 0}, {0, 20}, {4, 36}, {60, 20}};
        const auto places = makeRoom(sizes, before, {0});
        QCOMPARE(places[0], before[0]);
        QCOMPARE(places[3], before[3]);
        for (std::size_t a = 0; a < sizes.size(); ++a)
            for (std::size_t b = a + 1; b < sizes.size(); ++b)
                QVERIFY(!QRect(places[a], sizes[a]).intersects(QRect(places[b], sizes[b])));
        QCOMPARE(places[1].x(), 0);
        // Nobody grew: what a person put there stays, however close.
        const std::vector<QPoint> close{{0, 0}, {0, 20}, {4, 24}, {60, 20}};
        QCOMPARE(makeRoom(sizes, close, {}), close);
    }

    void pagesAreCutBetweenBoxes()
    {
        // A box stands across the middle; the page could end at 100, but ends before the box.
        const std::vector<QRectF> boxes{{10, 10, 60, 50}, {80, 10, 60, 50}, {10, 260, 60, 30}};
        const Pages pages = pagesOf({0, 0, 150, 300}, {100, 100}, boxes, boxes);
        QCOMPARE(pages.columns, 2);
        QVERIFY(pages.rows >= 3);
        QVERIFY(pages.pages[0].part.right() > 70 && pages.pages[0].part.right() <= 80);
        // Nothing is lost, and pages without anything are not printed.
        for (const QRectF &box : boxes)
            QVERIFY(std::ranges::any_of(pages.pages, [&](const Page &page) { return page.part.contains(box); }));
        QCOMPARE(pages.pages.size(), 3U);
        // One page holds it: one page.
        QCOMPARE(pagesOf({0, 0, 150, 300}, {150, 300}, boxes, boxes).pages.size(), 1U);
    }

    void loopsHaveRoomForTheirWords()
    {
        DiagramWorker::Job job;
        job.graph = {{QSize(20, 12)}, {{0, 0}}};
        job.places = {std::nullopt};
        job.labels = {{QSizeF(10, 2), false}};
        QVERIFY(outcomeOf(job).labels[0].has_value());
    }

    void neighbourhoodsGrowStepByStep()
    {
        const Schema schema = sample::schema();
        QCOMPARE(neighbourhood(schema, sample::author, 0), QSet<ModelId>{sample::author});
        QCOMPARE(neighbourhood(schema, sample::author, 1), QSet<ModelId>({sample::author, sample::post}));
        QCOMPARE(neighbourhood(schema, sample::author, 2).size(), 4);
        QCOMPARE(neighbourhood(schema, sample::author, 99).size(), 4);
    }

    void placesAreReadBack()
    {
        DiagramPlaces places;
        places.boxes = {{u"Post"_s, {20, -40}}, {u"فاتورة 🛒"_s, {0.5, 1}}};
        places.unfolded = {u"PostTag"_s};
        places.whole = {u"Post"_s};
        places.show(u"names"_s);
        QVERIFY(places.boxes.isEmpty());
        places.boxes = {{u"Post"_s, {3, 4}}};
        QCOMPARE(DiagramPlaces::fromJson(places.toJson()), places);
        QJsonObject broken = places.toJson();
        broken[u"boxes"_s] = QJsonObject{{u"A"_s, 1}, {u"B"_s, QJsonArray{1, 2}}, {u"C"_s, QJsonArray{1e300, 2}}};
        QCOMPARE(DiagramPlaces::fromJson(broken).boxes, (QMap<QString, QPointF>{{u"B"_s, {1, 2}}}));
    }

    void nothingOverlaps_data()
    {
        QTest::addColumn<int>("models");
        QTest::addColumn<int>("spread");
        for (const int models : {0, 1, 2, 3, 5, 9, 17, 40})
            for (const int spread : {1, 3, 12})
                QTest::addRow("%d models, spread %d", models, spread) << models << spread;
    }
    void nothingOverlaps()
    {
        QFETCH(const int, models);
        QFETCH(const int, spread);
        for (quint32 seed = 0; seed < 4; ++seed) {
            const auto job = jobOf(contentOf(test::randomSchema(models, seed, spread), {}));
            holds(job, outcomeOf(job));
        }
    }

    void threeHundredModels()
    {
        const auto job = jobOf(contentOf(test::randomSchema(300, 1), {}));
        QElapsedTimer timer;
        timer.start();
        const auto outcome = outcomeOf(job);
        qInfo() << job.graph.boxes.size() << "boxes," << job.graph.edges.size() << "lines," << timer.elapsed() << "ms";
        holds(job, outcome);
    }

    void aLayoutIsTheSameEveryTime()
    {
        const auto job = jobOf(contentOf(test::randomSchema(30, 5), {}));
        const auto first = outcomeOf(job);
        const auto second = outcomeOf(job);
        QCOMPARE(first.places, second.places);
        QCOMPARE(first.routes, second.routes);
    }

    void newBoxesLeaveTheOthersInPlace()
    {
        const Schema schema = test::randomSchema(30, 9);
        auto job = jobOf(contentOf(schema, {}));
        const auto first = outcomeOf(job);
        for (std::size_t i = 0; i < job.places.size(); ++i)
            if (i % 5 != 0)
                job.places[i] = first.places[i];
        job.kept = first.routes;
        const auto second = outcomeOf(job);
        for (std::size_t i = 0; i < job.places.size(); ++i)
            if (i % 5 != 0)
                QCOMPARE(second.places[i], first.places[i]);
        holds(job, second);
    }

    void newBoxesStandNearTheirNeighbours()
    {
        Graph graph{{{10, 10}, {10, 10}, {10, 10}}, {{0, 2}}};
        const auto places = placeNew(graph, {QPoint(0, 0), QPoint(500, 0), std::nullopt});
        QCOMPARE(places[0], QPoint(0, 0));
        QVERIFY((places[2] - places[0]).manhattanLength() < 40);
    }

    void linesThatStillFitStay()
    {
        auto job = jobOf(contentOf(test::randomSchema(20, 3), {}));
        const auto first = outcomeOf(job);
        job.places.assign(first.places.begin(), first.places.end());
        job.kept = first.routes;
        QCOMPARE(outcomeOf(job).routes, first.routes);
    }

    void aStoppedLayoutHasNoOutcome()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!DiagramWorker::work(jobOf(contentOf(test::randomSchema(20, 3), {})), stop.get_token()));
    }

    void theWorkerAnswersLaterAndOnlyWhoWaits()
    {
        DiagramWorker &worker = DiagramWorker::instance();
        const auto job = jobOf(contentOf(sample::schema(), {}));
        int answers = 0;
        auto gone = std::make_unique<QObject>();
        worker.start(job, gone.get(), [&](const DiagramWorker::Outcome &) { answers += 100; });
        const auto cancelled = worker.start(job, this, [&](const DiagramWorker::Outcome &) { answers += 10; });
        worker.start(job, this, [&](const DiagramWorker::Outcome &outcome) {
            ++answers;
            QCOMPARE(outcome.places.size(), job.graph.boxes.size());
        });
        gone.reset();
        worker.cancel(cancelled);
        QCOMPARE(answers, 0);
        QTRY_COMPARE(answers, 1);
    }
};

QTEST_MAIN(DiagramLayoutTest)
#include "tst_diagramlayout.moc"
