using Microsoft.AspNetCore.Authorization;

namespace Orleans.Tx.Gateway.Security;

/// <summary>What an endpoint asks of who calls it.</summary>
internal sealed class ScopeMetadata(AccessScope scope) : IAuthorizeData
{
    public AccessScope Scope => scope;

    public string? Policy
    {
        get => PolicyOf(scope);
        set => throw new NotSupportedException("an endpoint's scope is declared where it is mapped");
    }

    public string? Roles { get; set; }

    public string? AuthenticationSchemes { get; set; }

    public static string PolicyOf(AccessScope scope) => scope.ToString();
}
