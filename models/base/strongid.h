#pragma once

#include <QHashFunctions>

#include <compare>

namespace relata {

/// A number that cannot be mistaken for another kind of number. Default constructed it names nothing.
template<typename Tag>
class StrongId
{
public:
    constexpr StrongId() = default;
    constexpr explicit StrongId(int value) : m_value(value) {}

    [[nodiscard]] constexpr int value() const { return m_value; }
    [[nodiscard]] constexpr bool isValid() const { return m_value >= 0; }
    /// As an index into the schema's list of such things.
    [[nodiscard]] constexpr std::size_t index() const { return static_cast<std::size_t>(m_value); }

    friend constexpr auto operator<=>(const StrongId &, const StrongId &) = default;

private:
    int m_value = -1;
};

template<typename Tag>
[[nodiscard]] std::size_t qHash(StrongId<Tag> id, std::size_t seed = 0)
{
    return ::qHash(id.value(), seed);
}

} // namespace relata
