#pragma once

#include <memory>

class QTemporaryDir;

namespace relata {

/// Where QSettings keeps the user's settings: an INI file in the configuration folder of the desktop.
class SettingsPlace final
{
public:
    /// Scratch: an empty place that goes with this object, so that pictures look the same everywhere.
    enum class Kind { User, Scratch };
    explicit SettingsPlace(Kind kind);
    ~SettingsPlace();

private:
    std::unique_ptr<QTemporaryDir> m_scratch;
};

} // namespace relata
