using Orleans.Tx.Grains;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source.Requests;

/// <summary>Reads secrets. Errors tell where a secret should be, never what it is.</summary>
internal static class SecretText
{
    private const int MostBytes = 64 * 1024;

    /// <exception cref="TxException">The variable is not set.</exception>
    public static string OfEnvironment(string key, SecretReference reference) =>
        Environment.GetEnvironmentVariable(reference.Place) is { Length: > 0 } secret
            ? secret
            : throw new TxException(TxError.Invalid, $"{key} names the environment variable {reference.Place}, which is not set");

    /// <summary>What the file holds, without the line break at its end.</summary>
    /// <exception cref="TxException">The file can't be read or is empty.</exception>
    public static string OfFile(string key, SecretReference reference)
    {
        try
        {
            if (new FileInfo(reference.Place) is { Exists: true, Length: > MostBytes })
                throw new TxException(TxError.Invalid, $"{key} names the file {reference.Place}, which is too large for a secret");
            var secret = File.ReadAllText(reference.Place).TrimEnd('\r', '\n');
            return secret.Length > 0
                ? secret
                : throw new TxException(TxError.Invalid, $"{key} names the file {reference.Place}, which is empty");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new TxException(TxError.Invalid, $"{key} names the file {reference.Place}, which can't be read: {unreadable.Message}");
        }
    }
}
