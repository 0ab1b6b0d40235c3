using Microsoft.AspNetCore.Authorization;

namespace Orleans.Tx.Gateway.Security;

/// <summary>A scope that who asks must have.</summary>
internal sealed record ScopeRequirement(AccessScope Scope) : IAuthorizationRequirement;
