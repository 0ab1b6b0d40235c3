namespace Orleans.Tx.Silo.Configuration;

/// <summary>An address that messages are sent to. Whoever knows it may send there, so that it is shown without its path and query.</summary>
public sealed record HookUrl
{
    private HookUrl(Uri address) => Address = address;

    /// <summary>All of it: to be sent to, never to be shown.</summary>
    public Uri Address { get; }

    /// <summary>Null where the text is no http or https URL, or names a user or a fragment.</summary>
    public static HookUrl? TryParse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0
        && url.UserInfo.Length == 0 && url.Fragment.Length == 0
            ? new HookUrl(url)
            : null;

    public override string ToString() =>
        Address.PathAndQuery == "/" ? Address.OriginalString : $"{Address.GetLeftPart(UriPartial.Authority)}/{Redaction.Mark}";
}
