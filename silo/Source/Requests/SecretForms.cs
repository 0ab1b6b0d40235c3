using System.Text;

namespace Orleans.Tx.Silo.Source.Requests;

/// <summary>The ways in which a secret is written in a request, and may be echoed.</summary>
internal static class SecretForms
{
    public static IEnumerable<string> Of(string secret)
    {
        string[] whole = [secret, Base64(secret)];
        var parts = secret.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? [secret[(colon + 1)..]] : Array.Empty<string>();
        return whole.Concat(parts).SelectMany(form => new[] { form, Uri.EscapeDataString(form) }).Where(form => form.Length > 0);
    }

    /// <summary>As RFC 7617 sends user and password.</summary>
    public static string Base64(string secret) => Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
}
