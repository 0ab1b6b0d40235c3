namespace Orleans.Tx.Gateway.Dashboard.Shell;

/// <summary>Whether a person chose light or dark. A cookie remembers it, so that the first paint is right already.</summary>
internal static class Theme
{
    public const string Cookie = "tx-theme";

    /// <summary><c>light</c> or <c>dark</c>; null to follow the system.</summary>
    public static string? Of(HttpRequest? request) => request?.Cookies[Cookie] is "light" or "dark" ? request.Cookies[Cookie] : null;
}
