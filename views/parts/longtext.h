#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QToolButton;

namespace relata {

class Prompts;
class TextArea;

/// Stands for a text that would stop the window if it were laid out: its beginning, how long it is, and ways to the
/// whole: to the clipboard, to and from a file, and into an editor where its lines are short enough. GUI thread.
class LongText final : public QWidget
{
    Q_OBJECT

public:
    /// Laying out a line takes a time that grows with its length, at every key: about 20 ms for 100,000 characters.
    static constexpr qsizetype longestLine = 20'000;
    static constexpr qsizetype longestText = 1'000'000;
    /// A text that is better not laid out without being asked to.
    [[nodiscard]] static bool isLong(const QString &text);

    LongText(const QString &fieldName, std::function<Prompts &()> prompts, QWidget *parent);

    void setWhole(const QString &text);
    [[nodiscard]] const QString &whole() const { return m_whole; }
    /// Why nothing can be put in its place; empty: it can.
    void setReadOnly(const QString &reason);

Q_SIGNALS:
    /// The person wants to edit all of it here, which takes a moment.
    void editRequested();
    /// The person loaded another text.
    void replaced(const QString &text);
    /// What went wrong with a file, as a sentence; empty: nothing.
    void problem(const QString &sentence);

private:
    void load();
    void store();

    QString m_fieldName;
    std::function<Prompts &()> m_prompts;
    QString m_whole;
    QString m_readOnly;
    bool m_hasLongLine = false;
    TextArea *m_beginning;
    QLabel *m_length;
    QToolButton *m_edit;
    QToolButton *m_load;
};

} // namespace relata
