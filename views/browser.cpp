#include "views/browser.h"

#include "items/instancetableitemmodel.h"
#include "items/relationtreeitemmodel.h"
#include "items/schemaitemmodel.h"
#include "items/valuetext.h"
#include "session/session.h"
#include "views/browse/changespane.h"
#include "views/browse/instanceform.h"
#include "views/browse/instancepane.h"
#include "views/browse/modelpane.h"
#include "views/browse/relationpane.h"
#include "views/help/relationshipguide.h"
#include "views/parts/breadcrumb.h"

#include <QTimer>

#include <utility>

namespace relata {

namespace {

constexpr std::size_t longestPath = 12;

bool sameInstance(const std::optional<InstanceRef> &a, const std::optional<InstanceRef> &b)
{
    if (!a || !b)
        return !a && !b;
    return a->model == b->model && a->key == b->key;
}

} // namespace

Browser::Browser(QWidget *window)
    : QObject(window)
    , models(new ModelPane(window))
    , changes(new ChangesPane(window))
    , instances(new InstancePane(window))
    , relations(new RelationPane(window))
    , form(new InstanceForm(window))
    , guide(new RelationshipGuide(window))
    , breadcrumb(new Breadcrumb(window))
{
    connect(models, &ModelPane::chosen, this, &Browser::showModel);
    connect(instances, &InstancePane::currentChanged, this, [this] {
        // Moving through a table must not ask the database at every row it passes.
        if (!std::exchange(m_late, true))
            QTimer::singleShot(0, this, &Browser::showCurrent);
    });
    connect(instances, &InstancePane::followRequested, this, &Browser::follow);
    connect(instances, &InstancePane::branchRequested, this, &Browser::branch);
    connect(instances, &InstancePane::openRequested, form, &InstanceForm::focusFirst);
    connect(instances, &InstancePane::placeChanged, this, [this] {
        showPath();
        Q_EMIT changed();
    });
    connect(instances, &InstancePane::failed, this, &Browser::failed);
    connect(&instances->itemModel(), &InstanceTableItemModel::totalChanged, this, &Browser::showPath);
    connect(relations, &RelationPane::followRequested, this, &Browser::follow);
    connect(relations, &RelationPane::branchRequested, this, &Browser::branch);
    connect(relations, &RelationPane::failed, this, &Browser::failed);
    connect(relations, &RelationPane::currentChanged, this, [this] {
        guide->show(relations->relationship());
        Q_EMIT changed();
    });
    connect(form, &InstanceForm::followRequested, this, &Browser::follow);
    connect(form, &InstanceForm::branchRequested, this, &Browser::branch);
    connect(form, &InstanceForm::failed, this, &Browser::failed);
    connect(guide, &RelationshipGuide::showRequested, this, [this](const InstanceRef &of, EndId end) {
        branchFrom({}, {of.model, of.key, keyText(of.key), false}, end);
        readLabels();
    });
    connect(breadcrumb, &Breadcrumb::activated, this, &Browser::goToStep);
}

void Browser::setSession(Session *session)
{
    if (m_session)
        disconnect(m_session, nullptr, this, nullptr);
    m_session = session;
    m_navigator.clear();
    m_path.clear();
    m_sorts.clear();
    m_shown.reset();
    guide->setSession(session);
    form->setSession(session);
    relations->setSession(session);
    instances->setSession(session);
    models->setSession(session);
    changes->setSession(session);
    if (session)
        connect(session, &Session::displayChanged, this, &Browser::readLabels);
    breadcrumb->setCrumbs({});
    Q_EMIT changed();
}

void Browser::showModel(ModelId model)
{
    Place now = instances->place();
    // In the order that the person gave it last.
    Place place;
    place.model = model;
    place.sort = now.model == model ? now.sort : m_sorts.value(model);
    // One click on the list says it twice; a place that one is at already is no stop.
    now.current.reset();
    now.scroll = 0;
    if (now != place || !m_path.empty())
        go(place, {});
}

void Browser::follow(const InstanceRef &instance)
{
    Place place;
    place.model = instance.model;
    place.current = instance.key;
    go(place, pathWithCurrent());
}

void Browser::branch(const InstanceRef &of, EndId end) { branchFrom(pathWithCurrent(), of, end); }

void Browser::branchFrom(Path path, const InstanceRef &of, EndId end)
{
    const End &way = m_session->schema().end(end);
    Place place;
    place.model = way.other;
    place.via = Query::Source{end, of.key};
    place.viaLabel = of.label;
    if (path.empty() || !sameInstance(instances->current(), of))
        path.push_back(stepTo(of));
    path.push_back(PathStep{place, {}, way.name, {}});
    go(place, std::move(path));
}

void Browser::choose(const InstanceRef &instance)
{
    Place place = instances->place();
    if (place.model != instance.model)
        return;
    place.current = instance.key;
    instances->show(place);
}

void Browser::goBack()
{
    if (const auto stop = m_navigator.back(here())) {
        arrive(*stop);
        readLabels();
    }
}

void Browser::goForward()
{
    if (const auto stop = m_navigator.forward(here())) {
        arrive(*stop);
        readLabels();
    }
}

void Browser::refresh()
{
    instances->itemModel().refresh();
    relations->itemModel().refresh();
}

void Browser::go(const Place &place, Path path)
{
    if (!m_session)
        return;
    if (const Stop now = here(); now.place.model.isValid()) {
        m_sorts.insert(now.place.model, now.place.sort);
        m_navigator.leave(now);
    }
    if (path.size() > longestPath)
        path.erase(path.begin(), path.end() - static_cast<std::ptrdiff_t>(longestPath));
    arrive({place, std::move(path)});
}

void Browser::arrive(const Stop &stop)
{
    m_path = stop.path;
    models->setCurrent(stop.place.model);
    instances->show(stop.place);
    showPath();
    Q_EMIT changed();
}

void Browser::readLabels()
{
    const auto ask = [this](ModelId model, const Key &key) {
        m_session->get(model, key, {}, this, [this, model, key](const Result<std::optional<Row>> &row) {
            if (row && *row)
                rename({model, key, (*row)->label, false});
        });
    };
    const auto askFor = [&](const Place &place) {
        if (place.via)
            ask(m_session->schema().end(place.via->end).model, place.via->key);
    };
    for (const PathStep &step : m_path) {
        if (step.place.current && !step.prefix.isEmpty())
            ask(step.place.model, *step.place.current);
        askFor(step.place);
    }
    askFor(instances->place());
}

void Browser::rename(const InstanceRef &instance)
{
    for (PathStep &step : m_path) {
        const bool named = step.place.current && !step.prefix.isEmpty();
        if (named && step.place.model == instance.model && *step.place.current == instance.key)
            step.label = instance.label;
        const auto &via = step.place.via;
        if (via && via->key == instance.key && m_session->schema().end(via->end).model == instance.model)
            step.place.viaLabel = instance.label;
    }
    instances->rename(instance);
    showPath();
}

void Browser::goToStep(int step)
{
    const auto index = static_cast<std::size_t>(step);
    if (index >= m_path.size())
        return;
    const Place place = m_path[index].place;
    // An end's own step leads to the list behind it and belongs to its path.
    const bool isList = place.via && !place.current;
    go(place, Path(m_path.begin(), m_path.begin() + step + (isList ? 1 : 0)));
}

void Browser::showCurrent()
{
    m_late = false;
    if (!m_session)
        return;
    const auto current = instances->current();
    if (!sameInstance(current, m_shown)) {
        relations->show(current);
        form->show(current);
    }
    m_shown = current;
    showPath();
    Q_EMIT changed();
}

void Browser::showPath()
{
    if (!m_session)
        return;
    const Place place = instances->place();
    if (!place.model.isValid())
        return;
    const auto total = instances->itemModel().total();
    if (place.via && place.filter.isEmpty() && total && !m_path.empty() && m_path.back().place.via == place.via)
        m_path.back().suffix = valuetext::number(*total);
    std::vector<Breadcrumb::Crumb> crumbs;
    for (const PathStep &step : m_path)
        crumbs.push_back({step.prefix, step.label, step.suffix});
    const QString &model = m_session->schema().model(place.model).name;
    const auto current = instances->current();
    if (current && !current->label.isEmpty())
        crumbs.push_back({model, current->label, {}});
    else
        crumbs.push_back({{}, model, {}});
    breadcrumb->setCrumbs(std::move(crumbs));
}

Stop Browser::here() const { return {instances->place(), m_path}; }

Path Browser::pathWithCurrent() const
{
    Path path = m_path;
    if (const auto current = instances->current()) {
        PathStep step = stepTo(*current);
        step.place = instances->place();
        path.push_back(std::move(step));
    }
    return path;
}

PathStep Browser::stepTo(const InstanceRef &instance) const
{
    Place place;
    place.model = instance.model;
    place.current = instance.key;
    return {place, m_session->schema().model(instance.model).name, instance.label, {}};
}

bool Browser::isSettled() const
{
    if (!m_session || m_late || !models->isCounted())
        return false;
    const InstanceTableItemModel &table = instances->itemModel();
    if (!table.total())
        return false;
    if (*table.total() == 0)
        return true;
    const auto current = instances->current();
    return table.rowAt(0) && current && sameInstance(current, m_shown) && sameInstance(current, form->instance());
}

} // namespace relata
