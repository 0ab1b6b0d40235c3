using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>The configuration file: JSON, in which comments and trailing commas are allowed.</summary>
internal static class ConfigurationFile
{
    private static readonly JsonDocumentOptions AsWritten = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="ConfigurationException">The file can't be read or is no JSON object; names the file and the line.</exception>
    public static IConfigurationProvider Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            file.CopyTo(copy);
            var bytes = copy.ToArray();
            var provider = new ConfigurationBuilder().AddJsonStream(new MemoryStream(bytes)).Build().Providers.Single();
            using var document = JsonDocument.Parse(new MemoryStream(bytes), AsWritten);
            BodyLiterals.Restore(provider, document.RootElement);
            return provider;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            var why = Directory.Exists(path) ? "it is a directory" : File.Exists(path) ? unreadable.Message : "there is no such file";
            throw new ConfigurationException($"The configuration file {path} can't be read: {why}", unreadable);
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException)
        {
            throw new ConfigurationException(Describe(path, wrong), wrong);
        }
    }

    private static string Describe(string path, Exception wrong) => (wrong as JsonException ?? wrong.InnerException) switch
    {
        JsonException { LineNumber: { } line } json => $"{path}, line {line + 1}: no valid JSON: {Reason(json)}",
        _ => $"{path}: {wrong.Message}",
    };

    /// <summary>The message ends in a path and a position that counts from zero, which would only confuse beside the line.</summary>
    private static string Reason(JsonException json)
    {
        var tail = json.Message.IndexOf(" Path:", StringComparison.Ordinal);
        if (tail < 0)
            tail = json.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return tail < 0 ? json.Message : json.Message[..tail];
    }
}
