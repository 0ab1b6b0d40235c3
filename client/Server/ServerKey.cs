using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Server;

/// <summary>The key by which a command asks a service: from a file, or the environment; on a command line every user of the machine could read it.</summary>
internal static class ServerKey
{
    public const string Variable = "TX_KEY";

    /// <param name="file">The file that was named; null for none.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="UsageException">The file can't be read, or what is there is no key.</exception>
    public static string? Read(string? file)
    {
        var (text, place) = file is null ? (Environment.GetEnvironmentVariable(Variable), Variable) : (Contents(file), $"--key-file {file}");
        var key = text?.Trim();
        if (string.IsNullOrEmpty(key))
            return file is null ? null : throw new UsageException($"{place} is empty; write a key into it, as tx key new prints it");
        return key.All(c => c is > ' ' and < '\x7f') ? key : throw new UsageException($"{place} holds no key: one is a single word, as tx key new prints it");
    }

    private static string Contents(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--key-file {file} can't be read: {e.Message.TrimEnd('.')}");
        }
    }
}
