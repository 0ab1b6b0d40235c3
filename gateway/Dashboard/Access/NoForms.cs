using Microsoft.AspNetCore.Antiforgery;

namespace Orleans.Tx.Gateway.Dashboard.Access;

/// <summary>
/// Stands where the framework would give every visitor a cookie against forged forms: pages here take no forms, and what the sign-in takes
/// is guarded by where it comes from.
/// </summary>
internal sealed class NoForms : IAntiforgery
{
    private static readonly AntiforgeryTokenSet None = new(requestToken: null, cookieToken: null, formFieldName: "none", headerName: null);

    public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => None;

    public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => None;

    public Task<bool> IsRequestValidAsync(HttpContext httpContext) => Task.FromResult(false);

    public void SetCookieTokenAndHeader(HttpContext httpContext)
    {
        // There is none.
    }

    public Task ValidateRequestAsync(HttpContext httpContext) => throw new AntiforgeryValidationException("this page takes no forms");
}
