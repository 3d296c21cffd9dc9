#include "views/parts/wholefile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

namespace relata {

namespace {

struct WholeFileWords
{
    Q_DECLARE_TR_FUNCTIONS(WholeFile)
};

} // namespace

Done writeWholeFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
        return {};
    return failure(ErrorCode::Io,
                   WholeFileWords::tr("“%1” could not be written: %2. Choose another place.")
                       .arg(QFileInfo(path).fileName(), file.errorString()));
}

} // namespace relata
