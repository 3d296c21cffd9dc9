#include "views/schemadoor.h"

#include "views/schema/schemaeditor.h"

namespace relata {

SchemaDoor::SchemaDoor(QWidget *window, Prompts &prompts) : QObject(window), m_window(window), m_prompts(prompts) {}

void SchemaDoor::createDatabase()
{
    auto *editor = new SchemaEditor(m_prompts, m_window);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    if (const auto left = m_left.constFind({}); left != m_left.constEnd())
        editor->resume(*left);
    m_left.remove({});
    connect(editor, &SchemaEditor::leftDraft, this,
            [this](const SchemaDraftHistory &history) { m_left.insert({}, history); });
    connect(editor, &SchemaEditor::createWanted, this, &SchemaDoor::createWanted);
    editor->open();
}

} // namespace relata
