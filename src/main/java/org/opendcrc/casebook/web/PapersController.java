package org.opendcrc.casebook.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.casebook.Attached;
import org.opendcrc.casebook.AttachmentDesk;
import org.opendcrc.casebook.PaperDesk;
import org.opendcrc.casebook.PaperForm;
import org.opendcrc.casebook.PaperForms;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Frames;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The papers of a case: what was brought to it, and the two forms. */
@Controller
@RequestMapping("/complaints/{id}")
class PapersController {

    private final PaperDesk desk;
    private final AttachmentDesk attachments;
    private final Frames frames;
    private final Clock clock;

    PapersController(PaperDesk desk, AttachmentDesk attachments, Frames frames, Clock clock) {
        this.desk = desk;
        this.attachments = attachments;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/papers")
    ModelAndView papers(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        return page(actor, id, "", Optional.empty(), request);
    }

    @PostMapping("/papers")
    ModelAndView add(
            @AuthenticationPrincipal Actor actor,
            @PathVariable UUID id,
            @RequestParam Optional<MultipartFile> file,
            @RequestParam(defaultValue = "") String words,
            HttpServletRequest request)
            throws IOException {
        var answer = attachments.add(actor, id, name(file), words, bytes(file), clock.instant());
        return switch (answer) {
            case Attached.Kept _ -> new ModelAndView("redirect:/complaints/" + id + "/papers");
            case Attached.Refused(var why) -> {
                var page =
                        page(actor, id, words, Optional.of(frames.msg(request).t(why.sentence())), request);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    /** Not more of it is read than one byte over what is kept, so that somebody else's large file fills nothing. */
    static byte[] bytes(Optional<MultipartFile> file) throws IOException {
        if (file.isEmpty()) {
            return new byte[0];
        }
        try (var in = file.get().getInputStream()) {
            return in.readNBytes(AttachmentDesk.LARGEST + 1);
        }
    }

    static String name(Optional<MultipartFile> file) {
        return file.map(MultipartFile::getOriginalFilename).orElse("");
    }

    /** A download and nothing else: never shown inside a page, never taken for another type, no script in it runs. */
    @GetMapping("/papers/{paper}")
    ResponseEntity<byte[]> open(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, @PathVariable UUID paper) {
        return download(attachments.open(actor, id, paper, clock.instant()));
    }

    static ResponseEntity<byte[]> download(AttachmentDesk.Opened opened) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(opened.attachment().type().mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(opened.attachment().name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .cacheControl(CacheControl.noStore())
                .body(opened.bytes());
    }

    @GetMapping("/kh-03-01")
    ModelAndView handling(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        var paper = desk.find(actor, id);
        return form(actor, paper.store(), paper.zone(), PaperForms.handling(paper, frames.msg(request)), id, request);
    }

    @GetMapping("/kh-03-02")
    ModelAndView check(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        var paper = desk.find(actor, id);
        return form(actor, paper.store(), paper.zone(), PaperForms.check(paper, frames.msg(request)), id, request);
    }

    private ModelAndView form(
            Actor actor, String store, ZoneId zone, PaperForm form, UUID id, HttpServletRequest request) {
        var msg = frames.msg(request);
        return new ModelAndView("casebook/form")
                .addObject(
                        "frame",
                        frames.of(
                                request, Sentence.of("paper.of", form.title(), form.number()), CasebookMenu.COMPLAINTS))
                .addObject(
                        "page",
                        new PrintedForm(
                                "/complaints/" + id + "/papers",
                                store,
                                form,
                                msg.t("paper.printed", CasebookWords.minute(clock.instant(), zone), actor.name())));
    }

    private ModelAndView page(
            Actor actor, UUID id, String words, Optional<String> refusal, HttpServletRequest request) {
        var msg = frames.msg(request);
        var paper = desk.find(actor, id);
        return new ModelAndView("casebook/papers")
                .addObject(
                        "frame", frames.of(request, Sentence.of("papers.of", paper.number()), CasebookMenu.COMPLAINTS))
                .addObject(
                        "page",
                        PapersPage.of(
                                paper,
                                attachments.of(actor, id),
                                actor,
                                words,
                                refusal.orElse(null),
                                clock.instant(),
                                msg));
    }
}
