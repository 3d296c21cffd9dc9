#include "sql/dialect.h"

namespace relata {

Dialect::~Dialect() = default;

} // namespace relata
