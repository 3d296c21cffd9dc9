#pragma once

namespace relata {

/// Lambdas as one visitor for std::visit: a missed alternative does not compile.
template<typename... Lambdas>
struct Overloaded : Lambdas...
{
    using Lambdas::operator()...;
};
template<typename... Lambdas>
Overloaded(Lambdas...) -> Overloaded<Lambdas...>;

} // namespace relata
