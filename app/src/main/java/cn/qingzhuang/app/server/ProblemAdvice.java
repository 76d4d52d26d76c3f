package cn.qingzhuang.app.server;

import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.ProblemJson;
import cn.qingzhuang.engine.Problem;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.node.ObjectNode;

/** The one place that turns a Problem into HTTP. No stack, SQL or personal data leaves here. */
@RestControllerAdvice
final class ProblemAdvice {
    private static final System.Logger LOG = System.getLogger(ProblemAdvice.class.getName());

    /** An answer that has begun is not continued with an error: it breaks off, and whoever reads it notices. */
    @ExceptionHandler
    ResponseEntity<ObjectNode> problem(Problem problem, HttpServletResponse response) {
        if (response.isCommitted()) {
            throw problem;
        }
        return told(status(problem), problem);
    }

    private static HttpStatus status(Problem problem) {
        return switch (problem.code()) {
            case "APP-018", "LEDGER-002" -> HttpStatus.NOT_FOUND;
            case "ACCESS-001", "ACCESS-003", "ODATA-007" -> HttpStatus.UNAUTHORIZED;
            case "ACCESS-002", "ACCESS-031" -> HttpStatus.TOO_MANY_REQUESTS;
            case "ACCESS-004", "ACCESS-006" -> HttpStatus.FORBIDDEN;
            default ->
                problem.blame() == Problem.Blame.US
                        ? HttpStatus.INTERNAL_SERVER_ERROR
                        : HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }

    @ExceptionHandler({MaxUploadSizeExceededException.class})
    ResponseEntity<ObjectNode> tooLarge() {
        return told(HttpStatus.CONTENT_TOO_LARGE, AppProblems.uploadTooLarge());
    }

    @ExceptionHandler({
        HttpMessageNotReadableException.class,
        ServletRequestBindingException.class,
        MissingServletRequestPartException.class,
        MethodArgumentTypeMismatchException.class,
        MultipartException.class,
        BindException.class
    })
    ResponseEntity<ObjectNode> malformed() {
        return told(HttpStatus.BAD_REQUEST, AppProblems.malformedRequest());
    }

    /** Another method, another type of body, a type of answer that there is not: 405, 415, 406. */
    @ExceptionHandler({
        HttpRequestMethodNotSupportedException.class,
        HttpMediaTypeNotSupportedException.class,
        HttpMediaTypeNotAcceptableException.class
    })
    ResponseEntity<ObjectNode> unsupported(ServletException e) {
        HttpStatus status = e instanceof HttpRequestMethodNotSupportedException
                ? HttpStatus.METHOD_NOT_ALLOWED
                : e instanceof HttpMediaTypeNotSupportedException
                        ? HttpStatus.UNSUPPORTED_MEDIA_TYPE
                        : HttpStatus.NOT_ACCEPTABLE;
        return told(status, AppProblems.malformedRequest());
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> nothingThere(NoResourceFoundException e) {
        return told(HttpStatus.NOT_FOUND, AppProblems.notFound());
    }

    /** The connection shall break: nothing may follow what was sent. */
    @ExceptionHandler
    void cut(Downloads.Cut e) throws Downloads.Cut {
        throw e;
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> ours(Exception e, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (response.isCommitted()) {
            throw e;
        }
        if (e instanceof NullPointerException && BodyGuard.isIncomplete(request)) {
            return malformed();
        }
        LOG.log(System.Logger.Level.ERROR, "request failed", e);
        return told(HttpStatus.INTERNAL_SERVER_ERROR, AppProblems.internal("请求"));
    }

    private static ResponseEntity<ObjectNode> told(HttpStatus status, Problem problem) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemJson.details(problem, status.value()));
    }
}
