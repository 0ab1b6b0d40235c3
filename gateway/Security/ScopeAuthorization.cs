using Microsoft.AspNetCore.Authorization;

namespace Orleans.Tx.Gateway.Security;

/// <summary>Lets pass who has the scope; without keys everybody, since <see cref="LoopbackGuard"/> has looked at them.</summary>
internal sealed class ScopeAuthorization(GatewaySecurity security) : AuthorizationHandler<ScopeRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        if (!security.HasKeys || context.User.May(requirement.Scope))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
