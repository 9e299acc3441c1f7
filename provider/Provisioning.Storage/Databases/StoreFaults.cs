using Microsoft.Data.Sqlite;
using Provisioning.Engine.Stores;
using Provisioning.Model.Stores;

namespace Provisioning.Storage.Databases;

/// <summary>Turns the database's errors into what an operator reads. Codes: https://sqlite.org/rescode.html.</summary>
internal static class StoreFaults
{
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int NotADatabase = 26;
    private const int CannotSync = 1034;
    private const int CannotWrite = 778;

    public static StoreException Of(string file, SqliteException exception) => new(
        exception.SqliteErrorCode switch
        {
            Full => StoreDiagnostics.IsFull(file),
            IoError when exception.SqliteExtendedErrorCode is CannotSync or CannotWrite => StoreDiagnostics.IsFull(file),
            Corrupt or NotADatabase => StoreDiagnostics.IsDamaged(file, exception.Message),
            _ => StoreDiagnostics.IsUnusable(file, exception.Message),
        },
        exception);
}
