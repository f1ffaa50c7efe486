SwaggerUIBundle({
  url: "/openapi.yaml",
  dom_id: "#viewer",
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "list",
  filter: true,
  // examples say more than schemas, and the schemas are one click away
  defaultModelRendering: "example",
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  // its default asks an outside host what it thinks of the contract
  validatorUrl: null,
});
