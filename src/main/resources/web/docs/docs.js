// The viewer fills in the example of a parameter. Of one that may be left out, it is to be seen, but not to be sent.
const examplesAreForReading = {
  statePlugins: {
    spec: {
      wrapActions: {
        updateJsonSpec: (update) => (contract) => {
          const paths = Object.values(contract.paths ?? {});
          const operations = paths.flatMap((path) => [path, ...Object.values(path)]);
          const parameters = Object.values(contract.components?.parameters ?? {})
            .concat(operations.flatMap((operation) => operation.parameters ?? []));
          for (const parameter of parameters) {
            if (parameter.example !== undefined && !parameter.required) {
              parameter.description = `${parameter.description ?? ""}\n\nExample: \`${parameter.example}\``;
              delete parameter.example;
            }
          }
          return update(contract);
        },
      },
    },
  },
};

SwaggerUIBundle({
  url: "/openapi.yaml",
  dom_id: "#viewer",
  plugins: [examplesAreForReading],
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
