package org.opendcrc;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.springframework.context.annotation.Configuration;

/** What the interface for other systems says of itself, at {@code /v3/api-docs} and, to be read, at {@code /swagger-ui.html}. */
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(
        info = @Info(title = "OpenDCRC", version = "v1", description = """
                                The same use cases, rights and refusals as on the screens. Sign in with the access token of a person
                                (made on the page /me/tokens): `Authorization: Bearer odc_…`; in a simulation `sim-<login>` is his token.
                                A refusal is a problem detail (RFC 9457) with status 422 that bears the number of the rule.""", license = @License(name = "Apache-2.0")),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer")
class ApiDescription {}
