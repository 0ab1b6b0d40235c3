using System.Globalization;
using System.Text.Json;

namespace Orleans.Tx.Silo.Source.Tokens;

/// <summary>What a token endpoint answered (RFC 6749, section 5).</summary>
/// <param name="AccessToken">The token; null where there is none of a kind that can be sent.</param>
/// <param name="RefreshToken">The refresh token that replaces the one that was sent; null where that stays good.</param>
/// <param name="Error">The error code; null where there is none.</param>
internal readonly record struct TokenAnswer(string? AccessToken, string? RefreshToken, TimeSpan? Lifetime, string? Error)
{
    private const int LongestLifeSeconds = 366 * 24 * 3600;

    /// <summary>Nothing of a body that is no JSON object.</summary>
    public static TokenAnswer Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var answer = document.RootElement;
            if (answer.ValueKind != JsonValueKind.Object)
                return default;
            var bearer = Text(answer, "token_type") is not { } type || type.Equals("bearer", StringComparison.OrdinalIgnoreCase);
            return new TokenAnswer(
                bearer && Text(answer, "access_token") is { } token && token.All(letter => letter is > ' ' and <= '~') ? token : null,
                Text(answer, "refresh_token"), Life(answer), Text(answer, "error"));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    private static string? Text(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static TimeSpan? Life(JsonElement answer)
    {
        if (!answer.TryGetProperty("expires_in", out var value))
            return null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, LongestLifeSeconds))
            : null;
    }

    /// <summary>Not the tokens.</summary>
    public override string ToString() => Error ?? nameof(TokenAnswer);
}
