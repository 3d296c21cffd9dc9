#pragma once

#include <QDialog>

namespace relata {

class Session;

/// The schema as its GraphQL text, to read and to copy. Use open(). GUI thread; takes the text at once.
class SchemaText final : public QDialog
{
    Q_OBJECT

public:
    explicit SchemaText(const Session &session, QWidget *parent = nullptr);
};

} // namespace relata
