#pragma once

#include "schema/schemadiff.h"
#include "views/schema/diagram/diagramplaces.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace relata {

class DiagramScene;
class DiagramView;
class Prompts;

/// A schema as a picture: boxes and lines that can be arranged, searched, narrowed, exported, and, where it may be
/// edited, drawn from box to box; beside it the same as an outline. Keeps a copy of the schema; layouts come from a
/// background thread, and closing while one runs is safe. GUI thread.
class SchemaDiagram final : public QWidget
{
    Q_OBJECT

public:
    explicit SchemaDiagram(QWidget *parent = nullptr);
    ~SchemaDiagram() override;

    /// Boxes keep their places, and only new ones are placed. What is the same model as before is known by `origins`
    /// where the schema is a draft's, and by names (samemodels.h). A renamed model's old name keeps the place too, for
    /// whoever gives the draft up. Ids of the schema before are void, and moves before can no longer be undone.
    void setSchema(const Schema &schema, const Origins &origins = {});
    void setCounts(ModelId model, qint64 count);
    /// As they are now, models of earlier schemas included, so that undoing a removal finds its place again.
    [[nodiscard]] DiagramPlaces places() const;
    void setPlaces(const DiagramPlaces &places);
    /// Relationships can be drawn.
    void setEditable(bool editable);
    /// The outline beside the picture; shown at first, and the person can turn it on and off.
    void setOutlineShown(bool shown);
    /// Of what it shows, for the names of files.
    void setName(const QString &name);
    /// Null: the real ones. They must outlive the diagram.
    void setPrompts(Prompts *prompts);

    void selectModel(ModelId model);
    void selectRelationship(RelationshipId relationship);
    [[nodiscard]] std::optional<ModelId> selectedModel() const;
    /// Lays everything out anew; can be undone.
    void arrange();
    [[nodiscard]] bool isLayingOut() const;

    [[nodiscard]] DiagramScene &scene();
    [[nodiscard]] DiagramView &view();

Q_SIGNALS:
    void modelActivated(relata::ModelId model);
    void modelSelected(std::optional<relata::ModelId> model);
    void relationshipActivated(relata::RelationshipId relationship);
    void relationshipSelected(relata::RelationshipId relationship);
    void relateRequested(relata::ModelId from, relata::ModelId to);
    /// The person, or a layout, put a box elsewhere, or a model has another name.
    void placesChanged();
    /// Or was stopped by the person.
    void layoutFinished();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace relata
