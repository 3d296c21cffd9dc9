#pragma once

#include "data/change.h"

#include <QObject>

namespace relata {

/// Door 2: every committed change comes out here, whoever made it, in commit order. GUI thread.
class ChangeFeed final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Called by the session alone, after the commit.
    void publish(const ChangeSet &set) { Q_EMIT committed(set); }

Q_SIGNALS:
    void committed(const relata::ChangeSet &set);
};

} // namespace relata
