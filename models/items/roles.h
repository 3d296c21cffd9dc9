#pragma once

#include "data/change.h"
#include "data/plan.h"
#include "data/rowwindow.h"

#include <QMetaType>

namespace relata {

/// What item models answer beside Qt's own roles. Delegates turn these into pixels; models carry no colours.
enum ItemRole {
    KeyRole = Qt::UserRole + 1, ///< Key
    ModelRole, ///< ModelId
    FieldRole, ///< FieldId of a column, invalid for an end
    EndRole, ///< EndId of a column or branch
    ValueRole, ///< Value as stored (cut in tables: see CutRole)
    NullRole, ///< bool: the value is null
    EmptyRole, ///< bool: an empty text
    LoadingRole, ///< bool: the row is being fetched
    CutRole, ///< qint64: whole length where the value was cut, else 0
    InvalidRole, ///< QString: why the value breaks its type, else empty
    LinksRole, ///< Links of an end's cell
    LabelRole, ///< QString: what stands for the instance
    CountRole, ///< qint64: instances behind a model or branch; -1 while counting
    NodeRole, ///< TreeNodeKind of a relationship tree's row
    SeenAboveRole, ///< bool: this instance already stands above it
    EffectRole, ///< Effect of a delete plan's row
    ChangedElsewhereRole, ///< bool: changed by others since the row was visited
    ReadOnlyRole, ///< QString: why it cannot be edited, else empty
    JoinRole, ///< bool: a join model
    ChangeSetRole, ///< ChangeSet of a feed's row, without its changes
    TakenRole, ///< InstanceRef: who holds a 1:1 candidate now
    LinkedRole, ///< bool: candidate is linked already
    DetailsRole, ///< QStringList: more about a candidate, an instance, a way of a plan
    MissingRole, ///< bool: the key is stored, but no such instance exists
};

enum class TreeNodeKind { End, Instance, More };

} // namespace relata
