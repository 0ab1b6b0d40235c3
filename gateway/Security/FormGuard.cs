namespace Orleans.Tx.Gateway.Security;

/// <summary>
/// Forms, which any page can send anywhere, are taken only where a form belongs. Other bodies a browser sends to another origin only
/// after asking, and then it gets no leave.
/// </summary>
internal sealed class FormGuard(RequestDelegate next)
{
    private static readonly string[] OfForms = ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];

    public Task InvokeAsync(HttpContext context)
    {
        var type = context.Request.ContentType;
        return type is null || !IsForm(type) || context.GetEndpoint()?.Metadata.GetMetadata<FormMetadata>() is not null
            ? next(context)
            : Refusal.Write(context, StatusCodes.Status415UnsupportedMediaType, $"the content type '{type}' is not taken; write Content-Type: application/json");
    }

    private static bool IsForm(string type) => OfForms.Any(form => type.AsSpan().TrimStart().StartsWith(form, StringComparison.OrdinalIgnoreCase));
}
