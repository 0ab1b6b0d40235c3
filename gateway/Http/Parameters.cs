using Orleans.Tx.Grains;

namespace Orleans.Tx.Gateway.Http;

/// <summary>What is said of the parameters of a request that can't be answered.</summary>
internal static class Parameters
{
    /// <summary>Refuses a query parameter that the endpoint does not read: an answer to less than was asked would look right.</summary>
    public static RouteGroupBuilder RefuseUnknownParameters(this RouteGroupBuilder api) => api.AddEndpointFilterFactory((endpoint, next) =>
    {
        string[] read =
        [
            .. endpoint.MethodInfo.GetParameters()
                .Where(parameter => parameter.ParameterType == typeof(string) || parameter.ParameterType == typeof(string[]))
                .Select(parameter => parameter.Name!),
        ];
        return invocation =>
        {
            var request = invocation.HttpContext.Request;
            var known = read.Except(request.RouteValues.Keys).ToList();
            foreach (var name in request.Query.Keys.Except(known, StringComparer.OrdinalIgnoreCase))
                throw new TxException(TxError.Invalid, $"{name}: is no parameter here; allowed: {string.Join(", ", known)}");
            return next(invocation);
        };
    });

    /// <summary>Names the parameter whose value a grain refuses.</summary>
    public static async Task<T> Of<T>(this Task<T> call, string parameter)
    {
        try
        {
            return await call;
        }
        catch (TxException refused) when (refused.Error == TxError.Invalid)
        {
            throw new TxException(TxError.Invalid, $"{parameter}: {refused.Message}");
        }
    }
}
