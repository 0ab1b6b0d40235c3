using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Gateway.Security;

namespace Orleans.Tx.Gateway.Docs;

/// <summary>The API as an OpenAPI document, and pages on which it is read and tried.</summary>
internal static class DocsExtensions
{
    private const string Document = "/openapi/v1.json";
    private const string Pages = "/docs";

    // The pages run scripts, all of them their own; their styles are written by these.
    private const string OwnScripts = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void AddDocs(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = described => described.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Orleans.Tx", Version = "v1", Description = "Transactions, and how much of each month's revenue comes from new customers." };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                [KeyAuthentication.Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of Gateway:Keys, where there are any" },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyAuthentication.Bearer, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(Describe);
        // As it is written: exact, in a string.
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(decimal))
                (schema.Type, schema.Format, schema.Pattern) = (JsonSchemaType.String, "decimal", "^-?[0-9]+\\.[0-9]{2,8}$");
            return Task.CompletedTask;
        });
    });

    public static void MapDocs(this IEndpointRouteBuilder app) => app.MapOpenApi(Document).Reads();

    /// <summary>Serves the pages; who may see them must have been asked before.</summary>
    public static void UseDocs(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments(Pages))
                context.Response.Headers.ContentSecurityPolicy = OwnScripts;
            return next(context);
        });
        app.UseSwaggerUI(pages =>
        {
            pages.RoutePrefix = Pages[1..];
            pages.DocumentTitle = "Orleans.Tx";
            pages.SwaggerEndpoint(Document, "v1");
            // Else it would ask a service elsewhere whether the document is right.
            pages.ConfigObject.ValidatorUrl = null;
        });
    }

    private static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ScopeMetadata>().LastOrDefault() is { } declared)
            operation.Description = $"Needs a key with scope {(declared.Scope == AccessScope.Read ? "read" : "operate")}, where there are keys.";
        // Questions are read by hand, to say what is wrong with them.
        if (context.Description.RelativePath?.StartsWith("v1/query/", StringComparison.Ordinal) != true)
            return;
        var schema = await context.GetOrCreateSchemaAsync(typeof(QueryBody), parameterDescription: null, cancellationToken);
        operation.RequestBody = new OpenApiRequestBody
        {
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/json"] = new() { Schema = schema } },
        };
    }
}
